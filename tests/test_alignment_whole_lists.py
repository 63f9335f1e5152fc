"""A list that became one paragraph stands beside it whole."""

from pathlib import Path

from aligner.session import Session

ITEMS = {
    "Lighthouses and beacons": "les phares et balises",
    "Tide tables": "les tables des marées",
    "Ropes": "les cordages",
    "Fishing quotas": "les quotas de pêche",
    "Harbour fees": "les droits de port",
    "Pilot training": "la formation des pilotes",
    "Weather reports": "les bulletins météorologiques",
    "Whale counting": "le comptage des baleines",
    "Boat repairs": "la réparation des bateaux",
}


def _beads(folder: Path, english: str, french: str) -> list[tuple[int, int]]:
    (folder / "a.md").write_text(f"Some of these areas are:\n\n{english}\n\nExamples exist.\n", encoding="utf-8")
    (folder / "b.md").write_text(f"Quelques domaines :\n\n{french}\n\nIl existe des exemples.\n", encoding="utf-8")
    session = Session()
    found = session.align(session.read(folder / "a.md", folder / "b.md"))
    return [(len(bead.original), len(bead.translation)) for bead in found.beads]


def test_a_list_of_many_items_aligns_with_its_paragraph(tmp_path: Path) -> None:
    english = "\n".join(f"- {item}" for item in ITEMS)
    assert _beads(tmp_path, english, f"{', '.join(ITEMS.values()).capitalize()}.") == [(1, 1), (9, 1), (1, 1)]


def test_two_lists_align_item_by_item(tmp_path: Path) -> None:
    english, french = ("\n".join(f"- {item}" for item in items) for items in (ITEMS, ITEMS.values()))
    assert _beads(tmp_path, english, french) == [(1, 1)] * 11
