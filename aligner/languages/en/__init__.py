"""English."""

from aligner.languages.base import Language

__all__ = ["LANGUAGE"]

_FUNCTION_WORDS = """
a an the this that these those such some any no every each either neither all both half several many much more most
few fewer little less least other another same own
i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers herself
it its itself they them their theirs themselves one oneself who whom whose which what whoever whatever whichever
somebody someone something anybody anyone anything nobody nothing everybody everyone everything
and or but nor so yet for if unless because since although though while whereas whether than as until till once
of in on at by to from with without into onto upon over under above below between among through during before after
about against along around behind beside besides beyond down up off out near per via toward towards within across
throughout except despite like unlike
am is are was were be been being have has had having do does did doing done will would shall should can could may might
must ought need dare let
not n't never there here then now when where why how also too very just only even still again already always ever
quite rather well almost perhaps maybe
'm 're 's 've 'll 'd don doesn didn isn aren wasn weren hasn haven hadn won wouldn shan shouldn couldn mustn mightn
needn
"""

_LEADING_ABBREVIATIONS = """
mr mrs ms messrs mme mlle dr drs prof revd Rev Hon Pres Gov Sen Sens Rep Reps Amb atty supt
Gen Maj Col Lt Capt Cpt Cdr Cmdr Comdr Adm Brig Sgt Cpl Pfc Det Insp Ald Fr Bro Mt
e.g i.e viz cf approx resp incl esp vs a.k.a p.s pvt
"""

_NUMBER_ABBREVIATIONS = """
no nos nr vol vols art arts p pp pg ch chap sec sect fig figs eq eqs ref refs app par para pt pts ver bk tel ext
rm apt Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
"""

_ABBREVIATIONS = """
inc co corp ltd llc plc bros jr sr esq mfg intl natl univ inst dept asst assoc ca eg ie st ste ft
u.s u.s.a u.k u.n u.s.s.r e.u d.c l.a n.y a.m p.m a.d b.c b.c.e c.e ph.d m.d b.a m.a b.s m.s ll.b ll.m d.d.s
ave blvd rd hwy hrs lb lbs oz Ed eds trans est al
Mon Tue Tues Wed Thu Thur Thurs Fri Sat Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec
Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Penn Tenn
Tex Va Vt Wash Wis Wyo
"""

_REPEATABLE_WORDS = """
that had is was do it her you who what in on so no yes very really never much many far long ha ho hee ah oh hey
hush tut knock there now well bye night chop hear go
"""

_SPEECH_VERBS = """
said asked cried replied answered shouted whispered exclaimed added says asks told muttered remarked continued
declared explained insisted repeated demanded called began inquired screamed yelled murmured observed returned
"""

_NOUN_OPENERS = """
a an the this that these those such some any no every each either neither both all several many few another
my our your his her its their whose of in on at by from with without into onto upon over under above below between among
through during after against for per via within across 's two three four five
"""

_ADJECTIVE_OPENERS = """
am is are was were be been being become becomes became remain remains very more most less so too as how quite rather
seem seems still yet even only also
"""

_VERB_OPENERS = """
to will would shall should can could may might must do does did don doesn didn not n't never let lets
i you we they he she it who please also then always often usually and/or cannot
"""

_NOUN_FOLLOWERS = """
of in on at by from with for per via after before
"""

_GENERAL_NOUNS = """
time times way ways thing things case cases example examples number numbers part parts kind kinds lot lots place places
end ends day days week weeks month months year years hour hours minute minutes point points fact facts order orders
result results use uses need needs reason reasons issue issues matter matters question questions work works look help
people person man men woman women one ones today tomorrow yesterday morning evening night half quarter
level levels rate rates amount amounts range ranges set sets type types form forms line lines step steps line side sides
area areas top bottom left right rest start beginning middle front back change changes call calls note notes
world life name names word words question answer idea ideas effect effects effort efforts increase decrease
information details detail solution solutions problem problems activity activities means practice practices concern
concerns transition destination content contents instead first second third last next default together extent
hundreds thousands millions billions dozens hundred thousand million billion dozen ten tens
attempt attempts chance chances choice choices moment term terms turn move view views sense state states
"""

LANGUAGE = Language(
    code="en",
    name="English",
    names=frozenset({"eng", "anglais"}),
    locale="en-US",
    letters=frozenset("abcdefghijklmnopqrstuvwxyz"),
    word_shapes=r"\w*(?:th|wh|sh|gh|ck|ee|oo)\w*|\w+(?:ing|ed|ly|ness|ful|ous|ers?|ity)|y\w+|\w*[kw]\w*|\w+[^aeiou]y"
    r"|\w+(?:tle|den|dom|hood|ward|less|man|men|ump|oat|ea[dklt]|ull)s?",
    function_words=frozenset(_FUNCTION_WORDS.split()),
    enclitics=("n't", "'ll", "'re", "'ve", "'d", "'m", "'s"),
    contractions={"cannot": ("can", "not")},
    leading_abbreviations=frozenset(_LEADING_ABBREVIATIONS.split()),
    number_abbreviations=frozenset(_NUMBER_ABBREVIATIONS.split()),
    abbreviations=frozenset(_ABBREVIATIONS.split()),
    closing_abbreviations=frozenset({"etc", "ect"}),
    name_particles=frozenset({"de", "da", "du", "van", "von", "la", "le"}),
    speech_verbs=frozenset(_SPEECH_VERBS.split()),
    titles=frozenset({"Mr", "Mrs", "Ms", "Miss", "Dr"}),
    # A lower-case beginning, the pronoun "i".
    careless_writing=r"\A\s*[\"'(]?[a-z]+(?:'[a-z]+)?,?\s|(?<![\w.'’-])i(?:['’](?:m|ve|d|ll))?\s+[a-z]",
    page_words=frozenset({"page", "p."}),
    page_joiners=frozenset({"of"}),
    hyphened_heads=frozenset({"well", "self", "half", "ex"}),
    quotation_marks={"“": "”", "«": "»"},
    repeatable_words=frozenset(_REPEATABLE_WORDS.split()),
    noun_openers=frozenset(_NOUN_OPENERS.split()),
    adjective_openers=frozenset(_ADJECTIVE_OPENERS.split()),
    verb_openers=frozenset(_VERB_OPENERS.split()),
    noun_followers=frozenset(_NOUN_FOLLOWERS.split()),
    object_pronouns=frozenset({"it", "them"}),
    verb_or_noun_openers=frozenset({"to"}),
    idle_openers=frozenset({("such",), ("little",), ("on", "the", "other"), ("on", "the", "one")}),
    general_nouns=frozenset(_GENERAL_NOUNS.split()),
)
