"""Negation in English."""

from aligner.languages.polarity import Polarity

__all__ = ["POLARITY"]

# What begins with a word boundary stands together: such alternatives are then tried at boundaries only.
_IDLE = r"""
(?: \bif\ not\b(?=\ ?,) | \b(?:not|never)\ without\b | \bnot\ (?:least|to\ mention|to\ speak|to\ say|unlike|far
        |uncommon\w*|unusual\w*|infrequent\w*|for\ long)\b
| \bwhether\ or\ not\b | \b(\w+)\ or\ (?:\1\ )?not\b(?=[\s.,;:!?)]|$)
| \bwhy\ not\b | \bnot\ (?:un)?til\b | \bnotwithstanding\b | \bnever\ ?mind\b | \bnot\ infrequently\b
| \bno\ (?:uncertain\ \w+|mean\ feat|small\ (?:part|feat|number|matter|amount|task|measure)|stranger\ to)\b
| \bno\ (?:doubt|matter|wonder|sooner|later|less|fewer|more|earlier|thanks|one-way|brainer|frills|nonsense)\b
| \bno\ problem\b(?=\s*[.!,]) | \bnot\ at\ all\b(?=\s*[.!]) | \bnot\ bad\b | \bnot\ too\ bad\b
| \bnot\ (?:later|less|fewer|more|earlier|longer)\ than\b | \bno\ (?:longer|bigger|larger|smaller)\ than\b
| \bnothing\ (?:but|else\ than|more\ than|less\ than|short\ of|if\ not)\b | \bnone\ other\b | \bif\ nothing\ else\b
| \bif\ not\b(?=\ [\w\s-]{2,30},)
        | \ball\ or\ nothing\b | \bsecond\ to\ none\b | \bif\ not\ (?:all|more|most|better|longer|the)\b
        | \bmore\ often\ than\ not\b
| \bfor\ nothing\b(?=\s*[.,;:!?)]|$)
| \bno\ end\ of\b | \bin\ no\ time\b | \bno\ laughing\ matter\b | \bas\ not\b | \blong\ time\ no\b
        | \blast\ but\ not\ least\b
| \bgo(?:es|ing)?\ without\ saying\b | \b(?:never|not)\ (?:fail|cease)(?:s|d|ed)?\ to\b | n't\ (?:fail|cease)\ to\b
| \bcan(?:no|'|\ no)t\ (?:help|but|wait|stress|emphasi[sz]e|overstate)\b | \bcouldn't\ (?:help|agree|be\ (?:more
        |better))\b
| \bcannot\ be\ (?:over\w+|stressed|emphasi[sz]ed)\b | \bnowhere\ near\b
| \bno\.\ ?\d | \bno\ -\w | \b(?:do(?:n't|\ not)|never|should(?:n't|\ not)|must(?:n't|\ not))\ (?:ever\ )?(?:hesitate
        |forget|worry)\b
| \bdon't\ (?:you\ (?:know|think|see|agree)|mention\ it)\b | \bnot\ (?:a\ )?(?:thing|bit)\ but\b )
| ["“'`](?:no|not|none|never)["”'`]
| n't\ (?:i|you|he|she|it|we|they|there|this|that|the|your|our|my|his|her|their|these|those)\b[^.!?]*\?
| \b(?:is|are|was|were|do|does|did|has|have|can|could|should|would|will)\ (?:it|we|you|they|he|she|there|this|that
        |i)\ not\b
  [^.!?]*\?
"""

_STRONG = r"""
\b(?<!\bor\ )(?:cannot\b
  | unable\ to\b | failed\ to\b | refuse[sd]\ to\b | declined\ to\b
  | (?:at|in|under|by|on|to)[ ]no[ ](?:time|point|way|means|circumstances?|account|case|stage|extent|sense
        |condition)\b | no\ longer\b | not\ (?:\w+\ )?any(?:more|\ longer)\b | (?<!-)not\b | (?<!-)never\b(?!-)
        | nobody\b | no[ ]one\b | nothing\b | none\b
  | nowhere\b | neither\b(?:.{1,60}?\bnor\b)? | (?<![/.-])no\b(?![-/.>]))
| n't\b(?<!\bor\ n't)
"""

_WEAK = {
    "neutral": r"\bby\ default\b | \bmore\ or\ less\b | \bat\ least\b",
    "tag": r"""n't\ (?:i|you|he|she|it|we|they|there)\ ?\? | ,\ (?:right|no|okay)\ ?\?
        | ,\ (?:is|are|was|were|do|does|did|has|have|can|could|will|would)\ (?:i|you|he|she|it|we|they|there)\ ?\?""",
    "not-only": r"\bnot\ (?:only|just|merely|simply|solely)\b",
    "less-ness": r"\b(?!un|regard|none|never)\w{3,}less(?:ly)?\b",
    "remember": r"\bremember\b | \b(?:make|be)\ sure\b",
    "denied": r"""\bun(?:access|accept|accura|affect|authent|author|avail|aware|boot|certain|chang|clear
        |defin|desir
        |expect|familiar|fit|finish|happy|hurt|import|know|likely|limit|lucky|necessar|pleasant|precedent|predict|prepar
        |protect|read|real|recogni|releas|relia|safe|saf|secur|set\b|sign|solv|stabl[ey]\b|success|suit|support|sure
        |tested|touch|trust|usable|used|want|willing)\w*
        | \bin(?:ability|access|accura|adequa|capab|compat|complet|comprehens|consist|correct|curab|decis|definit
        |direct|effect
        |effic|escap|evitab|exact|experienc|explic|flexib|frequen|offens|secur|sensit|separab|signif|suffic|toler|valid
        |visib|vulner)\w* | \bimp(?:erf|oss|rob|rop|rud)\w* | \bir(?:rat|reg|rel|rep|resp|rev)\w*
        | \bil(?:leg|lic|log)\w* | \b(?:un|in|im|ir)(?!credibl|teract|herit|flamm|valu|habit
        |tellig)\w{2,}[ai]bl[ey]\b""",
    "prefix": r"""\bnon-\w+ | \bnon(?:prof|resp|exist|stand|stop|fict|sense|verb|conf|comp|lin|viol|triv|negat|empt
        |zero|null)\w+ | \bun(?!i[tqvfo]|der|til|cle|less\b|to\b|iv|ion)\w{3,} | \ba(?:sympto|path|typ)\w+""",
    "not": r"\bnor\b | \bor\ not\b | \bno\b | \bnon\b | \bnot\b",
    "fail": r"\bfail\w* | \bunsuccessful\w*",
    "lack": r"""\black\w* | \bmiss(?:ing|ed|es)?\b | \babsen\w+ | \bloss\w* | \blost\b | \blos(?:e|es|ing)\b
        | \bomi[ts]\w* | \bfree\ (?:of|from)\b | \bdepriv\w+ | \bdevoid\b | \bshort(?:age|\ of)\b | \bskip\w*""",
    "refuse": r"\brefus\w+ | \bden(?:y|ie[sd])\b | \breject\w*",
    "prevent": r"""\bavoid\w* | \bprevent\w* | \b(?:keep|kept|stop|refrain|abstain)\w*(?:\ \w+)?\ from\b | \brefrain\w*
        | \bescap\w+ | \bexempt\w* | \bimpos\w+ible\b | \bspare[sd]?\b""",
    "stop": r"""\bstop\w* | \bdrop\w* | \bcease\w* | \bquit\w* | \bcancel\w* | \bdisabl\w+ | \bturn\w*\ off\b
        | \boff\b | \bend(?:ed|s|ing)?\b | \bfinish\w* | \bterminat\w*
        | \bgave\ up\b | \bgiv\w+\ up\b""",
    "forbid": r"\bforbid\w* | \bprohibit\w* | \bban(?:s|ned)?\b",
    "forget": r"\bforget\w* | \bforgot\w* | \bignor\w+ | \bneglect\w* | \boverlook\w*",
    "doubt": r"\bdoubt\w*",
    "little": r"""\bhardly\b | \bscarcely\b | \bbarely\b | \brar\w+ | \bseldom\b | \bfew\b | \blittle\b
        | \blow\b | \bweak\w* | \bdifficult\w* | \bhard(?:er)?\b | \bpoorly\b""",
    "less": r"\bless\b | \bfewer\b | \blower\b | \bminus\b | \bat\ least\b",
    "only": r"\bonly\b | \bjust\b | \bmerely\b | \bsolely\b | \balone\b | \bexclusively\b | \bno\ more\ than\b",
    "more": r"\b(?:too|over\w+|excess\w*)\b",
    "some": r"\b(?:some|certain|part(?:ly|ially)?|sometimes|half)\b",
    "except": r"""\bexcept\w* | \bunless\b | \buntil\b | \btill\b | \bbefore\b | \baway\b | \bcontrary\b
        | \bagainst\b | \byet\ to\b | \bother\ than\b | \bexclud\w+ | \bapart\ from\b | \bregardless\b""",
    "wrong": r"\bfalse\w* | \bwrong\w* | \bbad\w* | \bpoor\w* | \bincorrect\w* | \bmis(?:use|lead|under|spel|tak)\w*",
    "affirmed": r"\b(?:some(?:one|body|thing|where)|every(?:one|body|where|thing)|always|with)\b",
    "contrary": r"""\boptional\w* | \bidentical\w* | \bsame\b | \bstable\b | \bintact\b | \bunchanged\b
        | \bremain\w* | \bstay\w* | \bkeep\w* | \bkept\b | \bcareful\w* | \bbeware\b | \bignor\w+ | \bsuspend\w*
        | \bsold\ out\b | \busual\w* | \bcommon\b | \bordinary\b | \bsilen\w+ | \banonym\w+ | \bextra\b | \bwait\w*""",
    "empty": r"\bempty\b | \bnull\b | \bzero\b",
    "instead": r"\binstead\b | \brather\ than\b | \botherwise\b",
}

# Words of content that say little of what is denied.
_LIGHT = """
able put make makes making made take takes taking took taken get gets getting got give gives given giving go goes
going gone come comes came coming set let want wants wanted try tries tried trying thing things part hard longer
really actually necessarily simply even help begin start afford allow think know find feel seem mean way
"""

# Within the sentence, behind the negation.
_CONTEXTS = {
    "restriction": r"""[^.;:!?]{0,80}?\b(?:un(?:til|less)|till|before|but|except|beyond|more\ than|other\ than
        |any\ \w+\ than
        |anything\ (?:but|other|more)|exceed\w*|further\ than|outside|longer\ than|else)\b""",
    "degree": r"""[^.;:!?,]{0,40}?\b(?:enough|sufficient\w*|adequate\w*|so|as|very|much|too|particularly|exactly
        |fully|quite)\b""",
    "whole": r"""(?:\ \w+){0,2}?\ (?:all|every\w*|always|each|both|necessarily|entirely|completely|fully|any|whole|just
        |many|much|most|quite|exactly|really|altogether|universally|the\ whole)\b""",
}

_AFFIRMATIONS = (
    (r"\bcan(?:not|'t)\b|\bcan not\b", "can"),
    (r"\bwon't\b", "will"),
    (r"\bshan't\b", "shall"),
    (r"\b(?:do|does|did)n't\b", ""),
    (r"n't\b", ""),
    (r"\bunable to\b", "able to"),
    (r"\b(?:failed|refuse[sd]?|declined) to\b", ""),
    (r"\b(?:nobody|no one)\b", "somebody"),
    (r"\bnothing\b", "something"),
    (r"\bnowhere\b", "somewhere"),
    (r"\bnone\b", "some"),
    (r"\bneither\b", "both"),
    (r"\bnor\b", "and"),
    (r"\bwithout\b", "with"),
    (r"\bno longer\b", "still"),
    (r"\bnot (\w+ )?any(?:more| longer)\b", r"\1"),
    (r"\b(?:not|never|no)\b ?", ""),
)

POLARITY = Polarity(
    idle=_IDLE,
    strong=_STRONG,
    without=r"\bwithout\b",
    weak=_WEAK,
    contexts=_CONTEXTS,
    prefixes=("non-", "de-", "un", "in", "im", "ir", "il", "dis"),
    affirmations=_AFFIRMATIONS,
    light=frozenset(_LIGHT.split()),
    quantifiers=frozenset(
        {"all", "every", "everyone", "everything", "everybody", "always", "each", "both"}
        | {"same", "like", "many", "much", "well"}
    ),
)
