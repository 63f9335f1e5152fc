"""French sentences come out of running text as they went in."""

import pytest

from aligner.split import split_text

CASES = {
    "titles": ["M. Hardy et MM. Duval et Roux sont là.", "Mme Petit et Mlle. Ney aussi.", "Le Dr. Ott arrive."],
    "initials": ["J.-P. Marchand et A. Le Goff ont signé.", "Ch. Noël refuse."],
    "for example": ["Prenez un fruit, p. ex. une poire.", "P. ex. Marseille ou Lyon.", "C'est tout."],
    "that is": ["Il vient lundi, c.-à-d. demain.", "Voir cf. Dumas.", "Bien."],
    "etc.": ["Des clous, des vis, etc. sont fournis.", "On vend des vis, etc.", "Le reste est en sus."],
    "century": ["Une tour du XIXe s. domine la place.", "Elle date du XIXe s.", "Elle est belle."],
    "before our era": ["Né en 52 av. J.-C. à Rome.", "Mort en 12 av. J.-C.", "Il régna peu."],
    "numbers": ["Voir vol. 2, art. 7 et p. 12.", "La fig. 3 et le n. 5 manquent.", "Dommage."],
    "company": ["La société Verrier S.A. France recrute.", "Il dirige Verrier S.A.", "Elle est née en 1990."],
    "decimals": ["Il pèse 3,5 kg et vaut 1.200,50 euros.", "C'est 0,5 de plus qu'en 2019.", "2020 fut pire."],
    "spaces before marks": ["Vraiment ?", "Oui !", "Il le dit ; elle le nie : personne ne sait.", "Ah bon ?!"],
    "no-break spaces": ["Vraiment\u00a0?", "Oui\u202f!", "«\u00a0Jamais\u202f!\u00a0»", "Il partit."],
    "guillemets": ["« Je viens. »", "Elle attendit.", "« Tu viens ? »", "Il dormait."],
    "tight guillemets": ["«Je viens.»", "Elle attendit.", "“Tu viens ?”", "Il dormait."],
    "attribution": ["« Quoi ? » demanda-t-il.", "« Partez ! » s’écria-t-elle.", "Il partit."],
    "attribution inside": ["« Je viens, dit-il, et je reste. »", "Il resta."],
    "quotation of two sentences": ["« Je viens.", "Je reste. »", "Il resta."],
    "dialogue": ["— Tu viens ?", "— Non, répondit-il.", "— Et demain ? demanda-t-elle.", "— Jamais."],
    "exclamation inside": ["Hélas ! il était trop tard.", "Oh ! la belle nuit.", "Elle dort."],
    "ellipsis": ["Je voudrais… mais non.", "Peut-être ... qui sait ?", "Il se tut…", "Elle rit."],
    "stutter": ["Je... je ne sais pas.", "Non… Non, jamais.", "Bon."],
    "brackets inside": ["La porte (elle était ouverte. Personne ne l'avait fermée) grinça.", "Il entra."],
    "sentence in brackets": ["Il paya.", "(Personne d'autre ne le fit.)", "On partit."],
    "numbered heading": ["3.1. Quelle distribution choisir"],
    "chapter": ["1. Introduction"],
    "list numbers": ["1. Ouvrez le couvercle.", "2. Fermez-le.", "a) Attendez.", "b) Recommencez."],
    "addresses": ["Voir www.exemple.fr/a.b.", "Ou écrivez à aide@exemple.fr.", "On répond."],
    "files": ["Modifiez README.md.", "Lancez main.py puis attendez."],
    "program names": ["Il change le propriétaire du fichier.", "chmod(1) change son mode.", "sudo suffit."],
    "punctuation behind an abbreviation": ["des clous, des vis, etc. ;"],
    "times": ["Rendez-vous à 21 h 30.", "Le film dure 1 h 45 min. environ.", "Venez."],
    "elided abbreviation": ["Il invoque l'art. 12 du code.", "D'env. 30 ans, il boite.", "Soit."],
    "note number": ["On l'a dit.[3]", "On le redit.²", "Assez."],
    "capitals": ["ÉCOUTEZ !", "ÇA SUFFIT.", "Œuvrons ensemble.", "À demain."],
}


@pytest.mark.parametrize("sentences", CASES.values(), ids=CASES)
def test_sentences_come_out_as_they_went_in(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_text(text, "fr")] == sentences
