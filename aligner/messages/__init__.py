"""Say messages in the reader's language.

The texts of a rule are in ``aligner/check/rules/<rule-id>.toml``, all others in ``aligner/messages/<catalogue>.toml``,
each with its languages side by side::

    [messages.tracked-changes]
    en = { one = "{file} has {count} tracked change.", other = "{file} has {count} tracked changes." }
    fr = { one = "{file} a {count} modification suivie.", other = "{file} a {count} modifications suivies." }

A text is a ``str.format`` template, or a table of plural forms that the argument ``count`` chooses from. What fills a
slot depends on the argument:

- a text is taken as it is;
- a number is written in the language's figures, grouped by thousands unless the slot has a format (``{line:d}``,
  ``{score:.2f}``, ``{share:.0%}``);
- a message is rendered in place;
- a tuple becomes a list: ``{words}`` with commas, ``{words:or}`` and ``{words:and}`` with that word before the last,
  ``{words:quoted or}`` with each in quotation marks.

French is written with plain spaces; those before ; : ! ? » % and after « become no-break spaces when it is rendered.
"""

from aligner.messages.catalogues import Text, language_name, mistakes, rule_files, rule_name, rule_table, texts
from aligner.messages.interface import LANGUAGES
from aligner.messages.renderer import render

__all__ = ["LANGUAGES", "Text", "language_name", "mistakes", "render", "rule_files", "rule_name", "rule_table", "texts"]
