"""Negation in French."""

from aligner.languages.polarity import Polarity

__all__ = ["POLARITY"]

_NE = r"\bn(?:e\b|')"
_GAP = r"[^.;:!?«»\"—–]{0,60}?"

_IDLE = rf"""
\bn'(?:oubli|hésit)\w+\ pas\b | \bne\ pas\ (?:oublier|hésiter)\b | \bne\ manqu\w+\ pas\b | \bn'importe\b
        | \bn'est-ce\ pas\b
| {_NE}[^.;:!?]{{1,30}}?\bplus\ qu(?:e\b|')
| \bnon\ plus\b | \bpourquoi\ (?:non|pas)\b | \bsans\ (?:doute|cesse|plus\ attendre|compter|parler\ d)
| \bpas\ (?:à|de)\ pas\b | \b(?:un|le|les|des|du|au|premiers?|ses|leurs|ces|mes|quelques|deux|trois)\ pas\b
| \bà\ moins\ (?:que|qu'|de|d')(?:[^.;:!?]{{0,40}}?\bn(?:e|'))? | \bau\ moins\b | \bdu\ moins\b | \bpar\ défaut\b
| \bavant\ qu[e'][^.;:!?]{{0,30}}?\bn(?:e\b|')(?!\w+\ (?:pas|plus|jamais))
"""

_STRONG = rf"""
{_NE}{_GAP}\b(?:pas|plus|jamais|rien|personne|aucun(?:e)?s?|guère|point|nul(?:le)?s?|nullement|aucunement|ni)\b
| \b(?:rien|personne|aucun(?:e)?|nul|jamais|pas\ une?)\b[^.,;:!?«»"—–]{{0,40}}?{_NE}
| \bni\b | \bpas\b | \bjamais\b | \brien\b | \baucun(?:e)?s?\b | \b(?<!-)non\b(?!-) | \bnullement\b | \baucunement\b
| {_NE}\ ?(?:peu[tx]|peuvent|pouvai\w+|pourrai\w+|saurai\w+|cess\w+|os\w+)\b(?!\ qu[e'])
"""

# What may stand for a negation: denying prefixes, lack and absence, failure, prevention, lesser degrees.
_WEAK = {
    "not-only": rf"""{_NE}[^.;:!?]{{1,30}}?\b(?:pas\ (?:seulement|uniquement|que\b)|contente\w*\ pas)
        | \b(?:non|pas)\ (?:seulement|uniquement|pas\ seulement)\b""",
    "only": rf"{_NE}{_GAP}\bqu(?:e\b|') | \bseul\w*\b | \buniquement\b | \bse\ contente\w*\b",
    "not": rf"{_NE} | \bnul(?:le)?s?\b",
    "prefix": r"""\bin(?:ut|vis|cap|disponib|conn|suff|compr|compat|compl|certa|certi|exist|exact|efficac
        |access|adapt|changé|corr
        |exp|habit|hum|just|opp|sais|sign|stab|supp|trouv|val|act|attend|évit|dés|déf|déc|dign|variab|adéq|tact
        |fini|satisf)\w*
        | \bim(?:poss|puiss|prob|prév|pruden|parf|popul|mob|propr|matur)\w* | \bir(?:ré|ra|resp)\w+
        | \bil(?:lé|lis|log|lim)\w*
        | \bmé(?:conn|cont)\w* | \ba(?:sympto|path|norma)\w+ | \bnon-\w+ | \bdispropor\w+ | \bdiscontin\w+
        | \bindépend\w+""",
    "fail": r"\béchou\w+ | \béchec\w* | \bincapa\w+ | \bimpuiss\w+ | \ben\ panne\b",
    "lack": r"""\bmanqu\w+ | \babsen\w+ | \bfaute\ d | \bà\ défaut\b | \bdépourvu\w* | \bperd\w+
        | \bomi[st]\w* | \bomet\w*""",
    "refuse": r"\brefus\w* | \bni(?:e|é|er|ent|ait)\b | \bdémen\w+ | \brejet\w+",
    "prevent": r"\bévit\w+ | \bempêch\w+",
    "stop": r"\barrêt\w+ | \bcess\w+ | \bdésactiv\w+ | \binterrom\w+ | \béteint\w* | \bannul\w+",
    "forbid": r"\binterdi\w+",
    "forget": r"\boubli\w+ | \bignor\w+",
    "doubt": r"\bdout\w+",
    "little": r"\b(?<!\bun\ )peu\b | \bfaible\w* | \brare\w* | \bmal\b",
    "less": r"\bmoins\b | \btout\ au\ plus\b | \bau\ plus\ tard\b",
    "except": r"""\bsauf\b | \bhormis\b | \bexcept\w+ | \bexclu\w+ | \bà\ part\b | \bhors\b
        | \bautres?\ qu(?:e\b|') | \bloin\ d""",
    "wrong": r"\bfaux\b | \bfausse\w* | \berron\w+ | \bmauvais\w* | \bobsol\w+",
    "empty": r"\bvides?\b | \bzéro\b",
    "instead": r"""\bau\ lieu\b | \bplutôt\ qu | \bsinon\b | \bautrement\b
        | \bautant\ que\b | \bdans\ (?:un\ |une\ )?autre""",
}

POLARITY = Polarity(idle=_IDLE, strong=_STRONG, without=r"\bsans\b", weak=_WEAK)
