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
