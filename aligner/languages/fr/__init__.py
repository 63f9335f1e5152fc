"""French."""

from aligner.languages.base import Language

__all__ = ["LANGUAGE"]

_FUNCTION_WORDS = """
le la les l' l un une des du de d' d au aux ce cet cette ces c' c ça cela ceci celui celle ceux celles
mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs mien mienne tien tienne sien sienne nôtre vôtre
je j' j tu il elle on nous vous ils elles me m' m te t' t se s' s lui eux soi moi toi même mêmes y en
qui que qu' qu quoi dont où lequel laquelle lesquels lesquelles auquel auxquels auxquelles duquel desquels desquelles
quel quelle quels quelles quelque quelques chaque plusieurs tout toute tous toutes aucun aucune nul nulle certain
certaine certains certaines autre autres tel telle tels telles rien personne chacun chacune quiconque
et ou mais ni or donc car si comme lorsque lorsqu' quand puisque puisqu' quoique quoiqu' afin ainsi tandis alors
à dans par pour sur sous avec sans entre vers chez depuis pendant avant après contre dès durant envers hors jusque
jusqu' jusqu malgré parmi selon sauf outre voici voilà près loin lors
suis es est sommes êtes sont étais était étions étiez étaient fus fut fûmes furent serai sera serons serez seront
serais serait serions seriez seraient sois soit soyons soyez soient fût étant été être
ai as a avons avez ont avais avait avions aviez avaient eus eut eûmes eurent aurai aura aurons aurez auront aurais
aurait aurions auriez auraient aie ait ayons ayez aient eût ayant eu eue eus avoir
vais va allons allez vont fait faire peut peuvent doit doivent
ne n' n pas plus point jamais guère non oui très trop peu assez beaucoup bien aussi encore déjà toujours ici là puis
moins autant tant tellement plutôt presque peut-être cependant pourtant toutefois néanmoins
"""

_LEADING_ABBREVIATIONS = """
M MM Ch Th Ph Mr Mgr Mgrs Me mme mmes mlle mlles dr drs pr prs ste sts Sgt Lt Cdt Cne Col Gal Gén adj Brig Maj
p.ex ex c.-à-d c-à-d càd cf conf env av boul bd dép réf resp vs notamt
"""

_NUMBER_ABBREVIATIONS = """
n no nos vol vols art arts p pp pg chap ch sect al fig figs éq éqs réfs app par para t tab pl rem v tél bp alin liv
cass civ crim janv févr fév avr juil juill sept oct nov déc
"""

_ABBREVIATIONS = """
s.a s.a.r.l s.a.s inc ltd cie ets éts sté assoc dir prés secr gouv st
r.-u é.-u e.-u u.e o.n.u n.b p.-s p.s a.m p.m janv févr fév avr juil juill sept oct nov déc
verr num éd éds coll trad suiv anc ibid op.cit loc.cit
"""

_INVARIABLE_WORDS = """
abus accès ailleurs amas ananas apparemment appas après-demain argus aussitôt autrefois autrement avis bras buis cas
chaos choix cirrus colis combien comment compas consensus corps corpus courroux croix croquis crucifix cursus davantage
dehors dessus devis dos débris décès excès fax flux fracas gars gaz grès houx index influx iris jadis jus laps lapsus
legs lilas longtemps lorsqu lynx là-bas marais matelas maïs mieux mors mœurs naguère nez noix os ours paix palais
papyrus paradis parfois pas pays perdrix phénix pis poids pois pourquoi pourtant printemps processus progrès propos
prospectus près précis puisqu puits quant quelquefois quiconque quoiqu rabais radis ras recours reflux refus relais
remous repas repos revers rictus riz rubis rébus sas sitôt soi-disant sous-bois souvent sphinx stress succès surplus
talus temps terminus thorax toux travers trépas typhus univers velours verglas virus vite voix volontiers vœux
également époux
"""

_HYPHENED_TAILS = """
ci là même mêmes il elle on ils elles je tu nous vous ce le la les lui leur moi toi en y t
"""

_REPEATABLE_WORDS = """
nous vous en faire si oui non très bien tout là ah oh eh hé ha ho hi chut allons tiens bon bonjour tant elle lui
jamais l'est l'un l'une l'été cha tam bla glou plouf toc cou boum tic pan aïe doucement vite petit
"""

_NOUN_OPENERS = """
le la les l' un une des du de d' au aux à ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur
leurs quel quelle quels quelles chaque plusieurs tout toute tous toutes aucun aucune quelque quelques certain certaine
certains certaines autre autres tel telle tels telles en par sans sous sur avec pour dans entre
"""

_LEADING_ADJECTIVES = """
nouveau nouvel nouvelle nouveaux nouvelles ancien ancienne anciens anciennes premier première premiers premières dernier
dernière derniers dernières grand grande grands grandes petit petite petits petites bon bonne bons bonnes mauvais
mauvaise mauvaises autre autres même mêmes seul seule seuls seules simple simples vrai vraie vrais vraies long longue
longs longues haut haute hauts hautes gros grosse grosses jeune jeunes vieux vieil vieille vieilles beau bel belle beaux
belles propre propres différent différents différente différentes divers diverses futur future futurs futures prochain
prochaine prochains prochaines second seconde seconds secondes deuxième troisième double principal principale
principaux principales nombreux nombreuses possible possibles éventuel éventuelle éventuels éventuelles deux trois
quatre cinq six sept huit neuf dix
"""

LANGUAGE = Language(
    code="fr",
    name="French",
    names=frozenset({"fra", "fre", "français", "francais"}),
    locale="fr-FR",
    letters=frozenset("abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿ"),
    word_shapes=r"\w*[êèâîûœùëç]\w*|\w+(?:eux|eaux?|eur|euse|ments?|ique|aux|oir|aire|ées?|és|elle|ette|ois|ait|ont|ant|ez)",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    elisions=frozenset(["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"]),
    enclitics=(
        *(
            "-t-elles",
            "-t-elle",
            "-t-ils",
            "-t-il",
            "-t-on",
            "-elles",
            "-elle",
            "-nous",
            "-vous",
            "-leur",
            "-ils",
            "-les",
        ),
        *("-moi", "-toi", "-lui", "-il", "-je", "-tu", "-on", "-ce", "-le", "-la", "-ci", "-là", "-en", "-y"),
    ),
    contractions={
        "du": ("de", "le"),
        "des": ("de", "les"),
        "au": ("à", "le"),
        "aux": ("à", "les"),
        "duquel": ("de", "lequel"),
        "desquels": ("de", "lesquels"),
        "desquelles": ("de", "lesquelles"),
        "auquel": ("à", "lequel"),
        "auxquels": ("à", "lesquels"),
        "auxquelles": ("à", "lesquelles"),
    },
    negation_halves=(
        frozenset({"ne", "n'"}),
        frozenset(
            [
                "pas",
                "point",
                "jamais",
                "plus",
                "rien",
                "guère",
                "ni",
                "aucun",
                "aucune",
                "personne",
                "nul",
                "nulle",
                "nullement",
            ]
        ),
    ),
    titles=frozenset({"M", "MM", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Me"}),
    page_words=frozenset({"page", "p."}),
    page_joiners=frozenset({"sur", "de"}),
    hyphened_heads=frozenset({"ex", "demi", "mi", "au", "peut", "là", "celui", "celle", "ceux"}),
    hyphened_tails=frozenset(_HYPHENED_TAILS.split()),
    leading_abbreviations=frozenset(_LEADING_ABBREVIATIONS.split()),
    number_abbreviations=frozenset(_NUMBER_ABBREVIATIONS.split()),
    abbreviations=frozenset(_ABBREVIATIONS.split()),
    closing_abbreviations=frozenset({"etc", "s", "ss"}),
    name_particles=frozenset({"le", "la", "les", "l'", "de", "du", "des", "d'", "van", "von"}),
    repeatable_words=frozenset(_REPEATABLE_WORDS.split()),
    noun_openers=frozenset(_NOUN_OPENERS.split()),
    leading_adjectives=frozenset(_LEADING_ADJECTIVES.split()),
    head_first=True,
    noun_joiners=frozenset({"de", "d'", "du", "des", "en", "à", "au", "aux"}),
    phrase_joiners=frozenset({"et", "ou", "ni", "que", "comme", "est", "sont"}),
    degrees=frozenset({"plus", "moins", "très", "aussi", "si"}),
    invariable_words=frozenset(_INVARIABLE_WORDS.split()),
    invariable_endings=("ment", "ments", "aux", "eux"),
    space_before=";:!?»",
    space_after="«",
    quotation_marks={"«": "»", "“": "”"},
    spaced_quotation=("«\u00a0", "\u00a0»"),
    # Source: Office québécois de la langue française, "Espacement avant et après les signes de ponctuation"; Guide du
    # typographe (Swiss), which leaves a thin space to the typesetter.
    space_usages={"france": ";:!?»«", "switzerland": "", "canada": ":»«"},
)
