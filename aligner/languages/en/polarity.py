"""Negation in English."""

from aligner.languages.polarity import Polarity

__all__ = ["POLARITY"]

# What begins with a word boundary stands together: such alternatives are then tried at boundaries only.
_IDLE = r"""
(?: \bnot\ (?:least|to\ mention|to\ speak|unlike|far|uncommon\w*|unusual\w*|infrequent\w*)\b
| \bwhether\ or\ not\b | \b(may|might|can|could|do|does)\ or\ \1\ not\b
| \bwhy\ not\b | \bnot\ (?:un)?til\b | \bnotwithstanding\b | \bnever\ ?mind\b
| \bno\ (?:uncertain\ \w+|mean\ feat|small\ (?:part|feat|number|matter|amount)|stranger\ to)\b
| \bno\ (?:doubt|matter|wonder|sooner|later|less|fewer|more|earlier|problem|thanks)\b
| \bnot\ (?:later|less|fewer|more|earlier)\ than\b | \bnothing\ (?:but|else\ than|more\ than)\b | \bnone\ other\b
| \bcan(?:no|'|\ no)t\ (?:help|but)\b | \bcouldn't\ (?:help|agree)\b | \bnowhere\ near\b
| \bno\.\ ?\d | \bno\ -\w | \bdo(?:n't|\ not)\ (?:hesitate|forget)\b)
| n't\ (?:i|you|he|she|it|we|they|there)\ ?\? | ["“'`](?:no|not|none|never)["”'`]
"""

_STRONG = r"""
\b(?<!\bor\ )(?:cannot\b | (?<!-)not\b | (?<!-)never\b(?!-) | nobody\b | no[ ]one\b | nothing\b | none\b
  | nowhere\b | neither\b(?:.{1,60}?\bnor\b)? | (?<![/.-])no\b(?![-/.>]))
| n't\b(?<!\bor\ n't)
"""

_WEAK = {
    "not-only": r"\bnot\ (?:only|just|merely|simply|solely)\b",
    "less-ness": r"\b(?!un|regard|none|never)\w{3,}less(?:ly)?\b",
    "remember": r"\bremember\b | \b(?:make|be)\ sure\b",
    "denied": r"""\bun(?:able|access|accept|accura|affect|authent|author|avail|aware|boot|certain|chang|clear
        |defin|desir
        |expect|familiar|fit|finish|happy|hurt|import|know|likely|limit|lucky|necessar|pleasant|precedent|predict|prepar
        |protect|read|real|recogni|releas|relia|safe|saf|secur|set\b|sign|solv|stabl[ey]\b|success|suit|support|sure
        |tested|touch|trust|usable|used|want|willing)\w*
        | \bin(?:ability|access|accura|adequa|capab|complet|comprehens|consist|correct|curab|decis|definit|direct|effect
        |effic|escap|evitab|exact|experienc|explic|flexib|frequen|offens|secur|sensit|separab|signif|suffic|toler|valid
        |visib|vulner)\w* | \bimp(?:erf|oss|rob|rop|rud)\w* | \bir(?:rat|reg|rel|rep|resp|rev)\w*
        | \bil(?:leg|lic|log)\w*""",
    "prefix": r"\bnon-\w+ | \bun(?!i[tqvfo]|der|til|cle|less\b|to\b|iv|ion)\w{3,} | \ba(?:sympto|path|typ)\w+",
    "not": r"\bnor\b | \bor\ not\b | \bno\b | \bnon\b | \bnot\b",
    "fail": r"\bfail\w*",
    "lack": r"""\black\w* | \bmiss(?:ing|ed|es)?\b | \babsen\w+ | \bloss\w* | \blost\b | \blos(?:e|es|ing)\b
        | \bomi[ts]\w*""",
    "refuse": r"\brefus\w+ | \bden(?:y|ie[sd])\b | \breject\w*",
    "prevent": r"\bavoid\w* | \bprevent\w* | \bkeep\w*\ from\b",
    "stop": r"\bstop\w* | \bdrop\w* | \bcease\w* | \bquit\w* | \bcancel\w* | \bdisabl\w+ | \bturn\w*\ off\b | \boff\b",
    "forbid": r"\bforbid\w* | \bprohibit\w* | \bban(?:s|ned)?\b",
    "forget": r"\bforget\w* | \bforgot\w* | \bignor\w+",
    "doubt": r"\bdoubt\w*",
    "little": r"""\bhardly\b | \bscarcely\b | \bbarely\b | \brar\w+ | \bseldom\b | \bfew\b | \blittle\b
        | \blow\b | \bweak\w*""",
    "less": r"\bless\b | \bfewer\b | \blower\b | \bminus\b | \bat\ least\b",
    "only": r"\bonly\b | \bjust\b | \bmerely\b | \bsolely\b | \balone\b",
    "except": r"\bexcept\w* | \bunless\b | \bother\ than\b | \bexclud\w+ | \bapart\ from\b | \bregardless\b",
    "wrong": r"\bfalse\w* | \bwrong\w* | \bbad\w* | \bpoor\w* | \bincorrect\w* | \bmis(?:use|lead|under|spel|tak)\w*",
    "empty": r"\bempty\b | \bnull\b | \bzero\b",
    "instead": r"\binstead\b | \brather\ than\b | \botherwise\b",
}

POLARITY = Polarity(idle=_IDLE, strong=_STRONG, without=r"\bwithout\b", weak=_WEAK)
