"""SRT and WebVTT: sentences over several cues, speakers, markup, and times that are kept."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.messages import render
from aligner.read import read
from aligner.read.beginning import Beginning
from aligner.read.sniff import subtitles
from aligner.read.subtitles import blocks
from tests.literal import place


def srt(*cues: str, pause: float = 0.1, end: str = "\n") -> str:
    """Cues of two seconds each."""
    parts = []
    for number, text in enumerate(cues):
        start = number * (2 + pause)
        parts.append(f"{number + 1}\n{clock(start)} --> {clock(start + 2)}\n{text}\n")
    return "\n".join(parts).replace("\n", end)


def looks_like_subtitles(text: str) -> bool:
    return subtitles(Beginning("", text.encode(), text, "", frozenset(), ""))


def clock(seconds: float) -> str:
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02},{rest:03}"


def texts(source: str) -> list[str]:
    found = blocks(source)
    for block in found:
        assert all(block.text[n] == source[at] or block.text[n] == " " for n, at in enumerate(block.offsets))
    return [block.text for block in found]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_sentence_over_several_cues_is_one_block_with_all_its_time(end: str) -> None:
    found = blocks(srt("He went to the", "harbour, and then\nhe came back.", "Nobody saw him.", end=end))
    assert [(block.text, place(block.where)) for block in found] == [
        ("He went to the harbour, and then he came back.", "00:00:00,000–00:00:04,100"),
        ("Nobody saw him.", "00:00:04,200–00:00:06,200"),
    ]


def test_speakers_and_long_pauses_separate() -> None:
    assert texts(srt("- Who is there\n- Only me", "- And I")) == ["Who is there", "Only me", "And I"]
    assert texts(srt("The harbour", "is closed.", pause=9)) == ["The harbour", "is closed."]


def test_markup_is_no_text() -> None:
    assert texts(srt("{\\an8}<i>Wait</i> for <font color='red'>me</font>!")) == ["Wait for me!"]
    assert texts(srt("3 < 5 and {braces} stay.")) == ["3 < 5 and {braces} stay."]


def test_webvtt_has_headers_notes_styles_speakers_and_references() -> None:
    source = (
        "WEBVTT - A title\nKind: captions\n\nNOTE\nnobody reads this\n\nSTYLE\n::cue { color: red }\n\n"
        "intro\n00:01.000 --> 00:02.500 align:start\n<v Ann>You &amp; I</v> <00:01.900><c.loud>will</c> go&nbsp;!\n\n"
        "01:00:03.000 --> 01:00:04.000\n-&gt; there.\n"
    )
    found = blocks(source)
    assert [(block.text, place(block.where)) for block in found] == [
        ("You & I will go\u00a0!", "00:00:01,000–00:00:02,500"),
        ("> there.", "01:00:03,000–01:00:04,000"),
    ]


def test_cues_without_empty_lines_between_them_are_still_cues() -> None:
    source = "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n"
    assert texts(source) == ["One.", "Two."]


def test_subtitles_are_told_by_what_they_begin_with(tmp_path: Path) -> None:
    assert looks_like_subtitles("WEBVTT\n")
    assert looks_like_subtitles(srt("Hello."))
    assert not looks_like_subtitles("Chapter 1\n\nHello.")
    (tmp_path / "a.txt").write_text(srt("Hello there."), encoding="utf-8")
    assert read(tmp_path / "a.txt", "en").blocks[0].text == "Hello there."


def test_subtitles_without_cues_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text("WEBVTT\n\nNOTE nothing", encoding="utf-8")
    with pytest.raises(InputError, match="no text in it"):
        read(tmp_path / "a.srt", "en")


@pytest.mark.parametrize(
    "times",
    [
        "00:00:01 --> 00:00:03",
        "00:01,000 --> 00:03,000",
        "0:00:01.0 --> 0:00:03.0",
        "00:00:01,000-->00:00:03,000",
        "00:00:01,000 -> 00:00:03,000",
        "00:00:01,000 –> 00:00:03,000",
        "00:00:01,000 → 00:00:03,000",
        "00:00:01,000 \uf0e0 00:00:03,000",
        "00:00:01:00 --> 00:00:03:00",
        "00: 00: 01,000 --> 00: 00: 03,000",
        "00:00:01,000 --> 00:00:03,000  X1:201 X2:516 Y1:397 Y2:423",
        "0:00:01.000,0:00:03.000",
    ],
)
def test_times_as_programs_and_people_write_them(times: str) -> None:
    found = blocks(f"1\n{times}\nThe ferry left.\n\n2\n{times}\nThe boat came back.\n")
    assert [block.text for block in found] == ["The ferry left.", "The boat came back."]
    assert place(found[0].where) == "00:00:01,000–00:00:03,000"


def test_empty_lines_within_a_cue_lose_no_text() -> None:
    source = (
        "1\n00:00:01,000 --> 00:00:03,000\n\nThe ferry left early.\n\nNobody saw it.\n\n"
        "2\n\n00:00:04,000 --> 00:00:06,000\n42\n\n"
    )
    assert texts(source) == ["The ferry left early. Nobody saw it.", "42"]


def test_a_transcript_with_a_time_in_each_line_is_read() -> None:
    source = "0:00\nwelcome to the harbour\nand its boats.\n0:07\nToday it rains.\n1:00:03\nThe end.\n"
    found = blocks(source)
    assert [block.text for block in found] == ["welcome to the harbour and its boats.", "Today it rains.", "The end."]
    assert [place(block.where) for block in found][:2] == ["00:00:00,000–00:00:07,000", "00:00:07,000–01:00:03,000"]


def test_a_line_ends_without_spaces() -> None:
    assert texts(srt("The ferry {\\an8}", "left  ")) == ["The ferry left"]


def test_cues_without_numbers_may_end_in_one() -> None:
    source = "00:00:01,000 --> 00:00:03,000\nHow many?\n12\n\n00:00:09,000 --> 00:00:10,000\nMany.\n"
    assert texts(source) == ["How many? 12", "Many."]


def test_line_breaks_of_aegisub_are_spaces() -> None:
    assert texts(srt("{\\an8}The ferry\\Nleft\\hearly.")) == ["The ferry left early."]


def test_text_that_webvtt_would_ignore_is_read_and_comments_are_not() -> None:
    source = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry left.\n\nIt was early.\n\nNOTE one\ntwo\n\n"
        "intro\n00:03.000 --> 00:04.000\nIt rained.\n"
    )
    assert texts(source) == ["The ferry left. It was early.", "It rained."]


def test_times_that_cannot_be_read_are_reported_with_their_line_and_the_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text(
        "1\n00:00:01,000 --> 00:00:0x,000\nThe ferry left.\n\n2\n00:00:04,000 --> 00:00:06,000\nIt rained.\n"
    )
    document = read(path, "en")
    assert [(block.text, place(block.where)) for block in document.blocks] == [
        ("The ferry left.", "line 2"),
        ("It rained.", "00:00:04,000–00:00:06,000"),
    ]
    assert [render(note, "en") for note in document.notes] == [
        f"{path}: line 2 looks like the times of a cue and cannot be read: 00:00:01,000 --> 00:00:0x,000"
    ]


def test_text_above_the_first_cue_is_read() -> None:
    assert texts("The ferry\n\n" + srt("It left.")) == ["The ferry It left."]


WORDS = st.text(st.sampled_from("abcé'’"), min_size=1)


@settings(deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8))
def test_any_sentences_come_out_as_they_went_in(sentences: list[str]) -> None:
    ended = [f"{sentence}." for sentence in sentences]
    assert texts(srt(*ended)) == ended
    assert texts(srt(*(sentence.replace(" ", "\n") for sentence in ended))) == ended


def test_how_a_word_is_pronounced_above_it_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\nThe <ruby>漢<rt>kan</rt>字<rt>ji</rt></ruby> of a boat.\n", "utf-8"
    )
    assert [block.text for block in read(path, "en").blocks] == ["The 漢字 of a boat."]
