"""Documents out of plain sentences, for trainers and benchmarks."""

from collections.abc import Sequence

from aligner.core import Block, BlockKind, Document, Sentence

__all__ = ["document"]


def document(
    language: str, blocks: Sequence[Sequence[str]], kinds: Sequence[BlockKind] = (), path: str = "-"
) -> Document:
    """Return a split document.

    :param blocks: the sentences of each; a space parts them
    :param kinds: of the blocks; all are paragraphs by default
    """
    text, made, sentences = "", list[Block](), list[Sentence]()
    for number, block in enumerate(blocks):
        base, body = len(text), " ".join(block)
        at = 0
        for sentence in block:
            end = base + at + len(sentence)
            sentences.append(Sentence(len(sentences), number, at, sentence, base + at, end))
            at += len(sentence) + 1
        kind = kinds[number] if kinds else BlockKind.PARAGRAPH
        made.append(Block(kind, body, range(base, base + len(body))))
        text += body + "\n\n"
    return Document(path, language, text, tuple(made), "", tuple(sentences))
