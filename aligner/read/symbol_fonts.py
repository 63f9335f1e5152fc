"""Characters of symbol fonts in Unicode: Symbol by Adobe's table, Wingdings by what its signs look like.

Word writes them as codes F020 to F0FF of the font, and as plain letters in runs of that font.
"""

__all__ = ["in_unicode"]


def _table(*rows: tuple[int, str]) -> dict[int, str]:
    return {start + number: char for start, characters in rows for number, char in enumerate(characters)}


_SYMBOL = _table(
    (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
    (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
    (0x60, "‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵"),
    (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"),
    (0xE0, "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"),
    (0xF1, "⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"),
)
_WINGDINGS = _table(
    (0x20, " ✏✂✁👓🔔📖🕯☎✆✉✉📪📫📬📭📁📂📄🗏🗐🗄⌛⌨🖱🖲🖥💾💾💾✇✍"),
    (0x40, "✍✌👌👍👎☜☞☝☟✋☺😐☹💣☠⚐⚑✈☼💧❄✞✞✠✠✡☪☯ॐ☸♈♉"),
    (0x60, "♊♋♌♍♎♏♐♑♒♓&&●○■□□❑❒◆◆◆❖◆⌧⍓⌘❀✿❝❞"),
    (0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿❧❧❧❧❧❧❧❧·•"),
    (0xA0, "·○○○◉◎○▪□✦✦★✶✴✹✵✜⌖⟡⌑✧✪✰"),
    (0xB7, "🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛↩↪↰↱↲↳↶↷❧❧❧❧❧❧❧❧❧❧⌫⌦⮘➢⮙⮛⮈⮊⮉⮋"),
    (0xDF, "←→↑↓↖↗↙↘⬅➡⬆⬇⬉⬈⬋⬊⇦⇨⇧⇩⬄⇳⇖⇗⇙⇘▭▫✗✔☒☑"),
)
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}
_PRIVATE = 0xF000


def in_unicode(text: str, font: str) -> str:
    """Return a text that a symbol font shows; any other font's text as it is."""
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return text
    return "".join(table.get(ord(char) - _PRIVATE if ord(char) >= _PRIVATE else ord(char), char) for char in text)
