"""English sentences come out of running text as they went in."""

import pytest

from aligner.split import split_text

CASES = {
    "titles": ["Mr. Hale met Dr. Ruth Okoro and Mrs. Lind.", "They talked."],
    "two titles": ["The order came from Maj. Gen. Peter Voss.", "Nobody moved."],
    "saints": ["The bus stops at St. Mark's Square.", "Get off there."],
    "initials": ["J. K. Rowling and A. Noel Porter wrote it.", "J.R.R. Tolkien did not."],
    "initial of a middle name": ["Harriet B. Stone chaired the meeting.", "It was short."],
    "letter at a sentence's end": ["Eat tablets with vitamin C.", "They taste of orange."],
    "acronym before a name": ["The U.S. President spoke first.", "Then lunch was served."],
    "acronym at the end": ["She has lived in the U.S. since May.", "He was born in the U.S.", "He left at ten."],
    "acronym in capitals": ["The U.K. Government and the U.N. Security Council agreed.", "So did we."],
    "company": ["Brightwater Inc. Chairman Lee resigned.", "She works for Brightwater Inc.", "She likes it."],
    "number sign": ["Platform No. 5 is closed.", "See vol. 2, art. 7 and pp. 12-14.", "Fig. 3 shows why."],
    "no as an answer": ["Was it late?", "No.", "I said no.", "Five of us stayed."],
    "latin": ["Take fruit, e.g. Apples or pears.", "Use one unit, i.e. litres.", "Compare Smith et al. 2019."],
    "etc.": ["Bring pens, paper, etc. and a coat.", "We sell nails, screws, etc.", "Paint is extra."],
    "versus": ["It was Leeds vs. York again.", "York won."],
    "decimals": ["It weighs 3.5 kg and costs $1,200.50.", "That is 0.5 more than in 2019.", "2020 was worse."],
    "times": ["We start at 9 p.m. sharp.", "We stop at 9 a.m. Monday.", "It closed at 5 p.m.", "The guard left."],
    "months": ["She arrived on Jan. 9 and left on Sept. 3, 2004.", "Nobody knew."],
    "ellipsis inside": ["I wonder ... perhaps not.", "Well… maybe later."],
    "ellipsis at the end": ["I could have stayed...", "The door was open…", "Nobody asked."],
    "stutter": ["I... I did not see it.", "No matter."],
    "spaced ellipsis": ["He waited . . . and waited.", "Then he left . . .", "The rain went on."],
    "quotation": ["“It works.”", "He smiled.", "“Really?”", "She nodded."],
    "attribution": ["“It works,” he said.", "“It really works!” he said."],
    "attribution, straight": ['"Stop!" he cried.', '"Who are you?" asked the guard.', '"Nobody."'],
    "attribution by name": ['"Stop!" Mary said.', '"Why?" Mr. Bell asked.', '"Because!"', "Mary ran."],
    "quotation of two sentences": ['"I came.', 'I saw."', "That was all."],
    "apostrophe as quotation mark": ["'Come here!' she called.", "'I won't.'", "She sighed."],
    "question inside": ["Ask yourself “Why?” and write it down.", "Then stop."],
    "brackets inside": ["The gate (it was open. Nobody had shut it) creaked.", "We went in."],
    "brackets at the end": ["He paid (see p. 12).", "She did not."],
    "brackets that end with the sentence": ["He paid (nobody else did.)", "Then we left."],
    "remark in lower case": ["Use the second one. (optional)", "Then save."],
    "sentence in brackets": ["He paid.", "(Nobody else did.)", "We left."],
    "forgotten bracket": ["It opened in May (or so.", "It closed in June.", "Nobody noticed."],
    "note numbers": ["It was said before.[12]", "It is still true. [13]", "It is said again.¹", "Enough."],
    "numbered heading": ["3.1. Which distribution"],
    "chapter": ["1. Introduction"],
    "roman number": ["IV. Results and outlook"],
    "list letters": ["a) Open the lid.", "b) Close it."],
    "list numbers": ["1. Open the lid.", "2. Close it.", "3. Wait."],
    "list behind a colon": ["Do this: 1. Open the lid.", "2. Close it."],
    "web address": ["Read www.example.org/a.b?c=d.", "Or write to help.desk@example.org.", "We answer."],
    "addresses in a row": ["https://example.org/one", "https://example.org/two"],
    "file names": ["Edit README.md and setup.py first.", "Then run main.py.", "Node.js is needed."],
    "program names": ["It changes the owner of a file.", "chmod(1) changes its mode.", "sudo needs a password."],
    "version": ["Version 2.0.1 is out.", "It fixes v1.9."],
    "name with a mark": ["Is it good?!", "Yes!!!", "Buy now!"],
    "interjection": ["Alas! we were late.", "Oh! what a day it was."],
    "dashes": ["“Go!” — she pointed at the door — “now!”", "He went."],
    "separator": ["The first part ends.", "***", "The second begins."],
    "long line": ["Kind regards from all of us", "----------", "Sent from a train."],
    "emoticon": ["Nice work :-)", "See you soon!!! :)", "Bye."],
    "pictograph": ["We made it 🎉", "Thanks to all!"],
    "careless writing": ["i saw it yesterday.", "was it you?", "it was great."],
    "missing space": ["We waited for the bus.", "It never came."],
    "message head": ["Dana Field", "03/04/2011 08:15 AM", "The parcel is here."],
    "postscript": ["See you.", "P.S. Bring the keys."],
    "academic titles": ["Ann Grey, Ph.D., spoke.", "So did Tom Low, M.D.", "Nobody listened."],
    "junior": ["Ted Marsh Jr. Avenue is long.", "It honours Ted Marsh Jr.", "He was mayor."],
}


@pytest.mark.parametrize("sentences", CASES.values(), ids=CASES)
def test_sentences_come_out_as_they_went_in(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text, "en")] == sentences
