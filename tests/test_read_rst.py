"""reStructuredText through docutils: what a page shows is text."""

from pathlib import Path

import pytest

from aligner.core import BlockKind
from aligner.read import read
from tests.literal import place


def shape(folder: Path, source: str) -> list[tuple[str, str, str]]:
    path = folder / "a.rst"
    path.write_text(source, encoding="utf-8")
    return [(block.kind.value, block.text, place(block.where)) for block in read(path, "en").blocks]


def texts(folder: Path, source: str) -> list[str]:
    return [text for kind, text, _ in shape(folder, source) if kind != BlockKind.CODE.value]


def test_a_page_with_sections_lists_tables_and_code(tmp_path: Path) -> None:
    source = """Locks
=====

A *lock* is a gate
for water. [#n]_

* Fill it.

  - Slowly.

.. code-block:: console

   $ lock fill

.. note:: Be careful.

==== ===
Name Age
==== ===
Ann  5
==== ===

.. image:: a.png
   :alt: A lock

.. A remark.

.. [#n] Or two.
"""
    assert [one for one in shape(tmp_path, source)[:6] if one[0] != "code"] == [
        ("heading", "Locks", "line 2"),
        ("paragraph", "A lock is a gate for water.", "line 4"),
        ("list-item", "Fill it.", "line 7"),
        ("list-item", "Slowly.", "line 9"),
        ("paragraph", "Be careful.", "line 15"),
    ]
    assert ("code", "$ lock fill") in [one[:2] for one in shape(tmp_path, source)]
    assert texts(tmp_path, source)[5:] == ["Name", "Age", "Ann", "5", "Or two."]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "See :ref:`the lock <lock>`, :doc:`/weir` and :py:func:`~water.fill`.",
            ["See the lock, /weir and water.fill."],
        ),
        (".. toctree::\n   :maxdepth: 2\n\n   a\n   b\n\nText", ["Text"]),
        (".. versionadded:: 3.2\n   It is new.\n\nText", ["It is new.", "Text"]),
        (".. seealso::\n\n   The weir.\n", ["The weir."]),
        (".. dropdown:: More\n   :open:\n\n   Details.\n", ["More", "Details."]),
        (".. toctree::\n   :caption: More pages\n\n   a\n   b\n\nText", ["More pages", "Text"]),
        (".. code-block:: sh\n   :caption: How to moor\n   :linenos:\n\n   $ moor\n\nText", ["How to moor", "Text"]),
        ("See :pep:`8` and :rfc:`here <2119>`.", ["See PEP 8 and here."]),
        (
            "She speaks French [#l]_, Breton [A]_.\n\n.. [#l] A little.\n.. [A] No.",
            ["She speaks French, Breton.", "A little.", "No."],
        ),
        (".. contents:: On this page\n   :local:\n\nLock\n====\n\nText", ["On this page", "Lock", "Text"]),
        (".. literalinclude:: /etc/passwd\n\nText", ["Text"]),
        (".. include:: /etc/passwd\n\nText", ["Text"]),
        (".. raw:: html\n\n   <b>x</b>\n\nText", ["Text"]),
        ("10\\ :sup:`6` fish and CO\\ :sub:`2`.", ["10⁶ fish and CO₂."]),
        ("Broken *mark and `more", ["Broken *mark and `more"]),
        (".. |x| replace:: water\n\nSome |x|.", ["Some water."]),
    ],
)
def test_what_sphinx_adds_is_read_as_its_readers_see_it(source: str, expected: list[str], tmp_path: Path) -> None:
    assert texts(tmp_path, source) == expected


def test_code_is_code_whatever_its_options_say(tmp_path: Path) -> None:
    source = ".. code-block:: python\n   :emphasize-lines: 1\n\n   berth = 5  # costs $12.50\n\nText\n"
    assert shape(tmp_path, source) == [
        ("code", "berth = 5  # costs $12.50", "line 4"),
        ("paragraph", "Text", "line 6"),
    ]


def test_a_page_of_sphinx_is_read_as_a_person_reads_it_in_both_languages() -> None:
    folder = Path(__file__).parent / "documents"
    sides = [read(folder / f"quay.{code}.rst", code).blocks for code in ("en", "fr")]
    assert [(one.kind, one.level) for one in sides[0]] == [(other.kind, other.level) for other in sides[1]]
    for blocks in sides:
        assert len(blocks) == 64
        seen = " ".join(block.text for block in blocks if block.kind is not BlockKind.CODE)
        assert not any(sign in seen for sign in ("::", "`", "|", ".. ", ":ref", ":local", ":caption", "]_", "<", "*"))
    assert [block.text for block in sides[0] if block.kind is BlockKind.CODE] == [
        "berth = 5  # costs $12.50",
        "$ moor --at 5",
        '>>> print("moored") moored',
        "a^2 + b^2",
    ]
