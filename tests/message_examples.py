"""Pairs that make rules say what the examples of their explanations do not."""

from collections.abc import Iterator

from aligner.check.base import PairContext
from aligner.check.explanations import Example, example_pair
from aligner.core import BlockKind
from aligner.encode import Encoder, Vectors
from tests.pairs import pair

__all__ = ["more"]

_LIGHT = [
    ("The lighthouse was built in 1840.", "Le phare a été construit en 1840."),
    ("Every evening the keeper climbs the lighthouse.", "Chaque soir, le gardien monte au phare."),
    ("From the village one sees the lighthouse very well.", "Depuis le village, on voit très bien le phare."),
    ("The storm broke two windows of the lighthouse.", "La tempête a brisé deux fenêtres du phare."),
    ("Tourists may visit the lighthouse in summer.", "Les touristes peuvent visiter la tour en été."),
    ("Next year the county will repaint the lighthouse.", "L'an prochain, le département repeindra le phare."),
]
_TOWER = [
    ("The tower is high.", "La tour est haute."),
    ("Nobody climbs the tower.", "Personne ne monte à la tour."),
    ("The tower was sold.", "La tour a été vendue."),
]
_HOUSE = [
    ("The White House said nothing on Monday.", "La Maison Blanche n'a rien dit lundi."),
    ("A spokesman of the White House came out at noon.", "Un porte-parole de la Maison Blanche est sorti à midi."),
    ("Nobody at the White House knew the letter.", "Personne à la Maison-Blanche ne connaissait la lettre."),
]
_LOCK = [
    ("The lock is old.", "L'écluse est vieille."),
    ("The weir is new.", "L'écluse est neuve."),
    ("Boats wait at the lock.", "Les bateaux attendent à l'écluse."),
    ("Fish climb the weir.", "Les poissons remontent l'écluse."),
    ("Between the lock and the weir lies an island.", "Entre l'écluse et l'écluse se trouve une île."),
]
_VISITORS = [
    ("The harbour of Port Serin was built in 1874.", "Le port de Port Serin a été construit en 1874."),
    (
        "Visitors should bring warm clothes, because the wind is strong on the gallery.",
        "Les visiteurs devraient apporter des vêtements chauds.",
    ),
    (
        "The stairs are steep, and the railing is rusty.",
        "L'escalier est raide, construit par un charpentier norvégien pendant la guerre, et la rampe est rouillée.",
    ),
]
_MARKS = [("The lock is old, narrow and deep.", "L'écluse est vieille,, étroite et profonde.")]
_SPACED = [
    ("Where? Here!", "Où\u202f? Ici\u202f!"),
    ("Who? You!", "Qui\u202f? Vous\u202f!"),
    ("What? This!", "Quoi\u202f? Ceci\u202f!"),
]
_LEFT = "The council will not pay for the repairs."
_WAIT = "So the boats have to wait until the spring."
_COUNCIL = "Le conseil ne paiera pas les réparations."


def more(rule: str, encoder: Encoder) -> Iterator[PairContext]:
    """Pairs on which the rule says more."""
    for texts, glossary in _TEXTS.get(rule, ()):
        original, translation = zip(*texts, strict=True)
        yield example_pair(Example(True, original, translation, glossary=glossary), encoder)
        if rule in ("addition", "omission"):  # which say more where vectors add up
            yield example_pair(Example(True, original, translation), _Plain(encoder))
    yield from _PAIRS.get(rule, ())


class _Plain:
    """An encoder whose vectors do not add up."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def encode(self, sentences: list[str]) -> Vectors:
        return self._encoder.encode(sentences)


def _texts(*texts: tuple[str, str]) -> tuple[list[tuple[str, str]], str]:
    return list(texts), ""


_TEXTS: dict[str, list[tuple[list[tuple[str, str]], str]]] = {
    "addition": [_texts(*_VISITORS)],
    "omission": [_texts(*_VISITORS)],
    "brackets": [
        _texts(("The old pier.", "L'ancien quai (construit en 1910).")),
        _texts(("The pier (from 1910) is old.", "L'ancien quai de 1910) est vieux.")),
    ],
    "length": [
        _texts(
            *[
                (
                    "The ferry to the islands leaves from the old pier every morning at nine.",
                    "Le bac pour les îles part du vieux débarcadère tous les matins à neuf heures.",
                )
            ]
            * 24,
            (
                "The ferry to the islands leaves from here.",
                "Le bac pour les îles part d'ici. " + "Il part encore, tard le soir. " * 9,
            ),
        )
    ],
    "link": [_texts(("See https://ferries.example.org/winter today.", "Voir le site aujourd'hui."))],
    "markup": [
        _texts(
            ("# Harbour news", "# Nouvelles du port"),
            ("The **old** pier.", "L'ancien quai."),
            ("The **new** pier.", "Le nouveau quai."),
            ("Type `sail` now.", "Tapez sail maintenant."),
        )
    ],
    "name": [
        _texts(("She flew to Austria in May.", "Elle est partie en Australie en mai.")),
        _texts(("The UAE closed its port.", "La FIFA a fermé son port."), ("It rained.", "Il a plu.")),
        _texts(
            ("Marta Kovacs left Ullapool on Friday.", "Marta Kovacs a quitté Ullapool vendredi."),
            ("On Friday Marta Kovacs spoke.", "Vendredi, Marta Kovasc a parlé."),
            ("Then Kovacs left Ullapool.", "Puis Kovacs a quitté Lerwick."),
        ),
        _texts(("She met Kirsten Holm.", "Elle a rencontré Kristen Holm.")),
        _texts(("She flew to Kirsten in May.", "Elle est partie en Australie en mai.")),
        _texts(("She met Kirsten Holm.", "Elle a rencontré Marta Holm.")),
    ],
    "negation": [_texts(("The pump runs at night.", "La pompe ne marche pas la nuit."))],
    "number": [
        _texts(("It opened on 7 January 2020.", "Il a ouvert le 7 janvier.")),
        _texts(("It opened in January.", "Il a ouvert en janvier 2020.")),
        _texts(("5% of boats, 7% of men.", "5 des bateaux, 7 % des hommes.")),
        _texts(("It is 5 miles away.", "C'est à 5 kilomètres.")),
        _texts(("It was -5 °C.", "Il faisait 5 °C.")),
        _texts(("They paid 1,200 euros.", "Ils ont payé 1,200 euros.")),
        _texts(("The fleet has 4 tugs and 15 barges.", "La flotte compte 15 remorqueurs et 4 barges.")),
    ],
    "punctuation": [_texts(("The pilot of the ship knows every lock.", "Le pilote du navire connaît chaque écluse"))],
    "quotation-marks": [
        _texts(("“The dam will hold,” she said.", "Le barrage tiendra », a-t-elle dit.")),
        _texts(("“The dam will hold,” she said.", '« Le barrage tiendra", a-t-elle dit.')),
        _texts(("“The dam will hold,” she said.", '"Le barrage tiendra, a-t-elle dit.')),
        _texts(
            ("The mayor said “we shall rebuild every house in this street”.", "Le maire a dit qu'il rebâtirait tout.")
        ),
        _texts(*[("“One.”", "« Un. »")] * 3, ("A “good” idea.", 'Une "bonne" idée.')),
        _texts(
            *[("“One.”", "« Un. »")] * 6, ("A “good” idea.", 'Une "bonne" idée.'), ("A “bad” one.", 'Une "mauvaise".')
        ),
    ],
    "repeated": [_texts(("A study in two hospitals.", "Dans l'étude : étude dans deux hôpitaux."))],
    "sentence-inconsistent": [
        _texts(
            ("Keep away from open fire.", "Tenir à l'écart des flammes nues."),
            ("Fill the tank.", "Remplissez le réservoir."),
            ("Do not go near flames.", "Tenir à l'écart des flammes nues."),
        )
    ],
    "spacing": [
        _texts(*_MARKS),
        _texts(*_SPACED, ("When?", "Quand?")),
        _texts(*_SPACED, ("When? Why?", "Quand? Pourquoi?")),
        _texts(*_SPACED, ("When? Why? How?", "Quand? Pourquoi? Comment?")),
        _texts(*[("“One.”", "«\u00a0Un.\u00a0»")] * 5, ("“Two.”", "«Deux.\u00a0»"), ("“Three.”", "« Trois. »")),
        _texts(("The ferry sails.", "Le bac part .")),
        _texts(("Bread, milk and tea.", "Le pain,le lait et le thé.")),
        _texts(("The 3953 boats left.", "Les 3953 bateaux sont partis.")),
    ],
    "term-forbidden": [
        ([("Check the valve.", "Vérifiez le robinet de secours.")], "en,fr,status\n,robinet de secours,forbidden\n"),
        (
            [("Check the valve.", "Vérifiez le robinet de secours.")],
            "en,fr,status,note\nvalve,soupape,preferred,\nvalve,clapet,admitted,\n"
            "valve,robinet de secours,forbidden,Nom d'un concurrent.\n",
        ),
    ],
    "term-glossary": [
        (
            [("The ferry is late.", "Le transbordeur est en retard.")],
            "en,fr,status\nferry,bac,preferred\nferry,transbordeur,deprecated\n",
        ),
    ],
    "term-inconsistent": [
        _texts(*_LIGHT, *_TOWER),
        (_LIGHT, "en,fr\nlighthouse,phare\n"),
        _texts(*_HOUSE),
        _texts(*_LOCK),
    ],
    "untranslated": [
        _texts(("The robotic pump (RP) is new.", "La pompe robotisée (RP) est neuve.")),
        _texts(("# The council will not pay for it", "# The council will not pay for it")),
        _texts((f"> {_LEFT}", f"> {_LEFT}")),
        _texts((_LEFT, _LEFT), (_WAIT, _WAIT)),
        _texts((f"@idamoll: {_LEFT}", f"@idamoll: {_LEFT}")),
        _texts(
            (
                "The bridge is closed because the council will not pay for the repairs this year.",
                "Le pont est fermé because the council will not pay for the repairs cette année.",
            )
        ),
    ],
}


def _beside(kind: BlockKind, before: str = "") -> Iterator[PairContext]:
    """A sentence in English with its translation beside it, and one that the original does not have."""
    kinds = [BlockKind.PARAGRAPH, kind]
    opening = f"{before} | " if before else ""
    one = 2 if before else 1
    yield pair(
        ["It rained.", f"{opening}{_LEFT}"],
        ["Il a plu.", f"{opening}{_LEFT} | {_COUNCIL}"],
        [((0,), (0,)), *([((1,), (1,))] if before else []), ((one,), (one, one + 1))],
        kinds,
    )
    yield pair(
        ["It rained.", "Nothing else."],
        ["Il a plu.", f"{opening}{_LEFT}"],
        [((0,), (0,)), *([((1,), (1,))] if before else [((1,), ())]), ((), (one,))],
        kinds,
    )


_PAIRS: dict[str, list[PairContext]] = {
    "untranslated": [
        *_beside(BlockKind.PARAGRAPH),
        *_beside(BlockKind.HEADING),
        *_beside(BlockKind.QUOTATION),
        *_beside(BlockKind.PARAGRAPH, "@idamoll"),
    ],
    "addition": [
        pair(["One sentence."], ["Un ajout au début. | Une phrase."], [((), (0,)), ((0,), (1,))]),
        pair(["One sentence."], ["Un début. | Un autre. | Une phrase."], [((), (0,)), ((), (1,)), ((0,), (2,))]),
        pair(["One sentence."], ["Une phrase. | Un ajout à la fin."], [((0,), (0,)), ((), (1,))]),
        pair(["One."], ["Une phrase. | Une fin. | Une autre."], [((0,), (0,)), ((), (1,)), ((), (2,))]),
        pair(
            ["One sentence. | Two sentences."],
            ["Une phrase. | Un ajout. | Un autre. | Deux phrases."],
            [((0,), (0,)), ((), (1,)), ((), (2,)), ((1,), (3,))],
        ),
    ],
    "brackets": [
        pair(["One sentence."], ["Un ajout (ouvert. | Une phrase."], [((), (0,)), ((0,), (1,))]),
        pair(["One sentence."], ["Un ajout] fermé. | Une phrase."], [((), (0,)), ((0,), (1,))]),
    ],
    "omission": [
        pair(
            ["One sentence. | Lost here. | And there. | Two sentences."],
            ["Une phrase. | Deux phrases."],
            [((0,), (0,)), ((1,), ()), ((2,), ()), ((3,), (1,))],
        )
    ],
}
