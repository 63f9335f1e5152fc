"""Two pages that translate each other are read alike."""

from pathlib import Path

from aligner.session import Session

_PLATES = [
    ("The lid of the kiln is lifted with two hands.", "Le couvercle du four se soulève à deux mains."),
    ("Plates dry on the rack for a whole week.", "Les assiettes sèchent une semaine entière sur la claie."),
    ("The glaze is stirred before each firing.", "L’émail est remué avant chaque cuisson."),
    ("A cone shows how hot the kiln has become.", "Un cône indique la température que le four a atteinte."),
    ("Nobody opens the door while it glows.", "Personne n’ouvre la porte tant qu’il rougeoie."),
    ("The shards are ground and mixed with new clay.", "Les tessons sont broyés et mêlés à de l’argile neuve."),
]


def _page(lines: list[str], article: int, language: str) -> str:
    """A page that says of its first lines that they are its article; the others stand in boxes beside it."""
    inside = "".join(f"<p>{line} {line}</p>" for line in lines[:article])
    beside = "".join(f"<div><ul><li>{line} {line}</li></ul></div>" for line in lines[article:])
    return f"<html lang='{language}'><body><article>{inside}</article><aside>{beside}</aside></body></html>"


def _texts(folder: Path, articles: tuple[int, int]) -> tuple[int, int, list[str]]:
    """Return the paragraphs read on either side, and what readers noted."""
    paths = []
    for side, (language, article) in enumerate(zip(("en", "fr"), articles, strict=True)):
        path = folder / f"kiln.{language}.html"
        path.write_text(_page([pair[side] for pair in _PLATES], article, language), "utf-8")
        paths.append(path)
    left, right, _ = Session().read(*paths)
    return len(left.blocks), len(right.blocks), [note.id for note in (*left.notes, *right.notes)]


def test_what_one_article_has_more_than_the_other_is_read_on_both_pages(tmp_path: Path) -> None:
    assert _texts(tmp_path, (6, 2)) == (6, 6, ["reader.whole-pages"])


def test_articles_of_one_length_stay_articles(tmp_path: Path) -> None:
    assert _texts(tmp_path, (4, 4)) == (4, 4, [])


def test_pages_that_differ_themselves_stay_as_they_are_read(tmp_path: Path) -> None:
    pairs = [pair[0] for pair in _PLATES], [pair[1] for pair in _PLATES[:2]]
    paths = []
    for language, lines in zip(("en", "fr"), pairs, strict=True):
        path = tmp_path / f"kiln.{language}.html"
        path.write_text(_page(lines, len(lines), language), "utf-8")
        paths.append(path)
    left, right, _ = Session().read(*paths)
    assert (len(left.blocks), len(right.blocks), left.notes, right.notes) == (6, 2, (), ())
