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

LANGUAGE = Language(
    code="fr",
    name="French",
    function_words=frozenset(_FUNCTION_WORDS.split()),
)
