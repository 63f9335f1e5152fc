"""Negation in French."""

from aligner.languages.polarity import Polarity

__all__ = ["POLARITY"]

_NE = r"\bn(?:e\b|')"
_GAP = r"[^.;:!?«»\"—–]{0,60}?"
_WITHIN = r"(?:(?!\bqu[e']|\bn(?:e\b|'))[^.;:!?«»\"—–]){0,60}?"  # up to a "que", a restriction, or another "ne"
_THAN = "".join(rf"(?<!\b{word}\ )" for word in ("parce", "alors", "tandis", "afin", "pour", "bien", "ainsi", "sorte"))
_THAN += r"\bqu(?:e\b|')"  # of a restriction, not of a conjunction
_BEFORE_PERSON = ("une", "la", "cette", "chaque", "autre", "par", "toute", "seule")
_NOBODY = "".join(rf"(?<!\b{word}\ )" for word in _BEFORE_PERSON) + "personne"

_IDLE = rf"""
\bn'(?:oubli|hésit)\w+\ (?:pas|jamais|surtout\ pas)\b | \bne\ (?:pas|jamais)\ (?:oublier|hésiter)\b
        | \bne\ manqu\w+\ (?:pas|jamais|point|guère)\b | \bne\ cess\w+\ (?:(?:pas|jamais|point)\ )?d(?:e\b|')
        | \bn'importe\b | \bsi\ ce\ n'est\b | \bn'eût\ été\b | \bn'étai\w+\b(?=\ (?:l[ae']|les)\b)
| {_NE}[^.;:!?]{{1,30}}?\bplus\ qu(?:e\b|') | \bne\ vous\ inquiét\w+\ pas\b | \bne\ t'inquiète\ pas\b
| \bnon\ plus\b | \bpourquoi\ (?:non|pas)\b | \bou\ (?:non|pas)\b(?=\s*(?:[.,;:!?)]|$))
| \bsans\ (?:doute|cesse|plus\ attendre|compter|parler\ d|oublier|aucun\ doute)
| \bpas\ (?:à|de)\ pas\b | \b(?:un|le|les|des|du|au|premiers?|ses|leurs|ces|mes|quelques|deux|trois|chaque)\ pas\b
| \bpas\ (?:à\ suivre|suivants?)\b | \bune?\ non[-\ ]\w+ | \bnon\ loin\b | \bnon\ moins\b | \bnon\ (?:sans
        |dépourvu\w*)\b | \bfaut\ pas\ oublier\b
| \btant\ qu[e'][^.;:!?]{{1,40}}?\bn(?:e\b|')[^.;:!?,]{{1,30}}?\bpas\b
| \bà\ moins\ (?:que|qu'|de|d')(?:[^.;:!?,]{{0,40}}?\bn(?:e\b|')(?![^.;:!?,]{{1,30}}\b(?:pas|plus|jamais|rien)\b))?
| \bplus\ que\ jamais\b | \bsi\ jamais\b | \bà\ (?:tout\ )?jamais\b | \bde\ rien\b | \brien\ qu[e']
| \bpas\ mal\b
| \bavant\ qu[e'][^.;:!?]{{0,30}}?\bn(?:e\b|')(?!\w+\ (?:pas|plus|jamais))
| \b(?:de\ (?:peur|crainte)|craign\w+|craint|peur|évit\w+|empêch\w+|plus|moins|mieux|pire|autre\w*|autrement
        |meilleure?s?)
  [^.;:!?,]{{0,30}}?\ qu(?:e\ |')[^.;:!?,]{{0,25}}?\bn(?:e\b|')(?![^.;:!?,]{{1,30}}\b(?:pas|plus|jamais|rien
        |aucun\w*)\b)
"""

_STRONG = rf"""
{_NE}{_WITHIN}\b(?:pas|plus|jamais|rien|personne|aucun(?:e)?s?|guère|point|nul(?:le)?s?|nullement|aucunement|ni)\b
| \b(?:rien|{_NOBODY}|aucun(?:e)?|nul|jamais|pas\ une?)\b[^.,;:!?«»"—–]{{0,40}}?{_NE}
| \bni\b | \bpas\b | \bjamais\b | \brien\b | \baucun(?:e)?s?\b | \bnon\ pas\b | \b(?<!-)non\b(?!-|\ \w) | \bnullement\b
| \baucunement\b | \b(?:et|mais)\ (?:non|pas)\b(?!\ (?:seul|uniq|simpl|que\b|de\b|d'))
| \b(?:et|mais)\ plus\b(?=\ (?:après|ensuite|depuis|maintenant|aujourd'hui|désormais
        |du\ tout|rien|personne|jamais)|\s*[.,;:!?)]|$)
| \bou\ (?:pas|non)\b
| \bplus\ (?:une?\ seule?|aucun\w*|personne|rien)\b
| {_NE}(?:\w+\ )?pu\b | \bnon\ encore\b
| {_NE}\ ?(?:peu[tx]|saurai\w+|pourrai\w+)\ \w*(?:présum|suppos|croi|pens|dire|affirm|exclu|garanti|considér|conclu
        |prétend|assur)\w*\ qu
| {_NE}\ ?(?:peu[tx]|peuvent|pouv\w+|pourr\w+|saur\w+|sach\w+|cess\w+|os\w+)\b(?![^.;:!?]{{0,90}}{_THAN})
"""

# What may stand for a negation: denying prefixes, lack and absence, failure, prevention, lesser degrees.
_WEAK = {
    "neutral": r"\bpar\ défaut\b | \b(?:au|du|pour\ le)\ moins\b | \b(?:tout|plus)\ ou\ moins\b",
    "not-only": rf"""{_NE}[^.;:!?]{{1,30}}?\b(?:pas\ (?:seulement|uniquement|simplement|juste|qu['e]\ ?(?=une?\b
        |des\b|le\b|la\b|les\b))|contente\w*\ pas)
        | \b(?:non|pas|non\ pas)\ (?:seulement|uniquement|simplement)\b""",
    "tag": r"\bn'est-ce\ pas\b | ,\ (?:non|hein|pas\ vrai)\ ?\?",
    "only": rf"""{_NE}{_GAP}{_THAN} | \bseul\w*\b | \buniquement\b | \bse\ (?:contente|limite|borne|résume
        |cantonne)\w*\b
        | \bexclusivement\b | \bsuffi\w+ | \bsimplement\b | \brien\ que\b | \bpas\ avant\b | \bd'abord\b | \baprès\b
        | \bdès\b | \battend\w+""",
    "more": r"\b(?:trop|davantage|assez|plus|insuffisa\w+|guère|encore|autant|aussi)\b",
    "some": r"\b(?:certaine?s?|quelques|partie|parfois|partiel\w*|d'autres|moitié|la\ plupart)\b",
    "not": rf"{_NE} | \bplus\ du\ tout\b | \bnul(?:le)?s?\b",
    "prefix": r"""\bin(?:ut|vis|cap|disponib|conn|suff|compr|compat|compl|certa|certi|exist|exact|efficac
        |access|adapt|changé|corr
        |exp|habit|hum|just|opp|sais|sign|stab|supp|trouv|val|act|attend|évit|dés|déf|déc|dign|variab|adéq|tact
        |fini|satisf)\w*
        | \b(?:in|im|ir|il)\w{2,}[ai]bles?\b | \bim(?:poss|puiss|prob|prév|pruden|parf|popul|mob|propr|matur)\w*
        | \bir(?:ré|ra|resp)\w+
        | \bil(?:lé|lis|log|lim)\w*
        | \bnon\ (?!pas\b|plus\b|seul|uniq|simpl)\w+
        | \bmé(?:conn|cont)\w* | \ba(?:sympto|path|norma)\w+ | \bnon-\w+ | \bdispropor\w+ | \bdiscontin\w+
        | \bindépend\w+""",
    "fail": r"""\béchou\w+ | \béchec\w* | \bincapa\w+ | \bimpuiss\w+ | \ben\ panne\b | \bpeine\w*\ à\b | \bdu\ mal\ à\b
        | \brat(?:e|é|er|ent|ez|ait)\b | \ben\ vain\b | \bvain(?:e|s|es|ement)?\b""",
    "lack": r"""\bmanqu\w+ | \babsen\w+ | \bfaute\ d | \bà\ défaut\b | \bdépourvu\w* | \bperd\w+
        | \bomi[st]\w* | \bomet\w* | \bpriv(?:e|é|er|és|ée|ées|ent|ant)\b | \bdispens\w+ | \bexempt\w* | \bvierge\w*
        | \blibre\w*\ de\b | \bpénurie\w* | \bsuperflu\w* | \bse\ pass\w+\ d | \bdispar\w+ | \bdéfaut\ d
        | \ben\ attente\ d""",
    "refuse": r"""\brefus\w* | \b(?:s')?oppos\w+ | \brenon\w+ | \bse\ gard\w+ | \bdécline\w* | \bse\ dispens\w+
        | \bni(?:e|é|er|ent|ait)\b | \bdépl(?:aî|ai|u)\w* | \bdésappr\w+ | \bdéconseill\w+ | \bdémen\w+ | \brejet\w+""",
    "prevent": r"""\bévit\w+ | \bempêch\w+ | \béchapp\w+ | \babst[ei]n\w+ | \babstien\w+ | \bépargn\w+ | \bimpossib\w+
        | \bproscri\w+ | \béloign\w+ | \bf(?:ai|er|is|on)\w*\ abstraction\b | \bà\ l'abri\b""",
    "stop": r"""\b(?:s'|l')?arrêt\w+ | \babandon\w+ | \bfini(?:e|s|t|r|ssent|ssait)?\b | \btermin\w+ | \brévolu\w*
        | \bcess\w+ | \bdésactiv\w+ | \binterrom\w+ | \béteint\w* | \bannul\w+""",
    "forbid": r"\binterdi\w+",
    "forget": r"\boubli\w+ | \bignor\w+ | \bméconn\w+ | \bnéglig\w+",
    "doubt": r"\bdout\w+",
    "little": r"\b(?<!\bun\ )peu\b | \bfaible\w* | \brare\w* | \bmal\b | \bà\ peine\b | \bdifficil\w* | \bdifficult\w*",
    "less": r"\bmoins\b | \btout\ au\ plus\b | \bau\ plus\ tard\b",
    "except": r"""\bsauf\b | \ben\ dehors\ d | \bhormis\b | \bexcept\w+ | \bexclu\w+ | \bà\ part\b | \bhors\b
        | \bautres?\ qu(?:e\b|') | \bloin\ d | \bdiffér(?:e|en)\w* | \bdiverg\w+ | \bcontraire\w* | \bdistinct\w*
        | \bindépend\w+ | \bà\ l'exception\b | \bà\ moins\b""",
    "wrong": r"\bfaux\b | \bfausse\w* | \berron\w+ | \bmauvais\w* | \bobsol\w+",
    "affirmed": r"\bquelqu'une?\b | \bquelque\ chose\b | \btout\ le\ monde\b | \bchacune?\b | \bpartout\b | \bavec\b",
    "empty": r"\bvides?\b | \bzéro\b | \bà\ jeun\b",
    "contrary": r"""\bfacultati\w+ | \boptionnel\w* | \ben\ (?:sus|supplément|option)\b | \bidentiques?\b
        | \bpareil\w* | \bsemblables?\b | \bstables?\b | \bintacte?s?\b | \binchang\w+
        | \brest(?:e|ent|er|é|ée|és|ées|ait|aient|era|eront)\b | \bdemeur\w+ | \bstagn\w+ | \bplafonn\w+
        | \bpiétin\w+ | \bstationnaire\w* | \bfig\w+ | \bimmobil\w+ | \bconstant\w* | \bcalme\w* | \bveill\w+
        | \bpruden\w+ | \bs'empress\w+ | \bconserv\w+ | \bmainten\w+ | \bmaint\w+en\w* | \bignor\w+ | \bécart\w+
        | \bsuspen\w+ | \brépugn\w+ | \bhostile\w* | \béchoue\w* | \bépuis\w+ | \bpart(?:i|is|ie|ies)\b
        | \bvendus?\b | \bbanal\w* | \bordinaire\w* | \bcourant\w* | \bhabitu\w+ | \bcertes\b | \bfidèle\w*
        | \bgratuit\w* | \bgratis\b | \banonym\w+ | \bmuet\w* | \bsilenc\w+ | \btai(?:t|re|sent|sait)\b
        | \btu[es]?\b | \b(?:a|ont|ai|as|avons|avez|est|sont|suis)\ bien\b | \bbel\ et\ bien\b | \bdéfendu\w*
        | \bpatient\w* | \bs'abst\w+ | \bseul\w*\b""",
    "instead": r"""\bau\ lieu\b | \bplutôt\ qu | \bsinon\b | \bautrement\b
        | \bautant\ que\b | \bdans\ (?:un\ |une\ )?autre""",
}

# Words of content that say little of what is denied.
_LIGHT = """
mettre mise mis prendre prend prennent pris donner donne donnent donné aller venir vient viennent laisser veut veulent
vouloir veux voulez chose choses partie pouvoir pouvez pouvons pourra pourrait peux devez devons devrait vraiment
simplement savoir sait savez
"""

# Within the sentence, behind the negation.
_CONTEXTS = {
    "restriction": r"[^.;:!?]{0,80}?\b(?:avant|sauf|hormis|sinon|autre\w*|plus\ de|au-delà|tant\ qu|sans)\b",
    "degree": r"[^.;:!?,]{0,40}?\b(?:assez|suffisa\w+|suffi\w*|aussi|si|autant|très|trop|vraiment|tout\ à\ fait)\b",
    "whole": r"(?:\ \w+){0,2}?\ (?:tou(?:s|t|te|tes|jours)|chaque|chacune?|entièrement|forcément|nécessairement)\b",
}

_AFFIRMATIONS = (
    (r"\bne\b ?|\bn'", ""),
    (r"\brien\b", "quelque chose"),
    (r"\bpersonne\b", "quelqu'un"),
    (r"\b(?:aucun|nul)(?:le|e)?s?\b", "un"),
    (r"\bni\b", "et"),
    (r"\bsans\b", "avec"),
    (r"\bnon encore\b", "déjà"),
    (r" ?\b(?:pas|plus|jamais|guère|point|nullement|aucunement|non)\b", ""),
)

# What is left of « il n'y a pas de vaccin », « ne pas attendre », « n'avons ni … ni », « aucun n'a ».
_LEFTOVER = r"""
\b(?:a|ai|ont|avons|avez|avai\w+|aur(?:a|ont|ait)|exist\w+|nécessit\w+|présent\w+|faut|fai(?:t|s|sait|sons)|contien\w+
   |comport\w+|possèd\w+|donn\w+|fourni\w*|requi\w+|exige\w*|port\w+|prend\w*|reç\w+|utilis\w+|propos\w+)
  \ (?:(?:encore|vraiment|toujours)\ )?
  (?:de\ (?!(?:la|l'|quoi|plus|moins|nouve\w+|nombreu\w+|tou\w+|bon\w*|grand\w*|cette?|ce|ces|son|sa|ses|leurs?|notre
        |nos|votre|vos|mon|ma|mes|une?|deux|trois|quatre|ne|se|me|te|facto|base)\b|\w+(?:er|ir|re)\b)[^\W\d]{2,}(?<![sx])(?!\w)
  |d'(?!(?:une?|autres?|abord|ailleurs|après|autant|emblée|office|ores|ici|accord|en|y|eux|elle)\b|\w+(?:er|ir|re)\b)
        [^\W\d]{2,}(?<![sx])(?!\w))
| \bde\ [aeéèiou]\w+(?:er|ir|re)\b | \bnon\ plus\b | \baucune?\ \w+\ (?:a|ont|est|sont|peut)\b | \bni\b
"""

POLARITY = Polarity(
    idle=_IDLE,
    strong=_STRONG,
    without=r"\bsans\b",
    weak=_WEAK,
    contexts=_CONTEXTS,
    prefixes=("non-", "in", "im", "ir", "il", "dé", "mé"),
    affirmations=_AFFIRMATIONS,
    leftover=_LEFTOVER,
    light=frozenset(_LIGHT.split()),
    quantifiers=frozenset(
        {
            "tous",
            "toutes",
            "tout",
            "toute",
            "chaque",
            "chacun",
            "chacune",
            "toujours",
            "même",
            "mêmes",
            "bien",
            "beaucoup",
            "assez",
        }
    ),
)
