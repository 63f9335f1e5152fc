"""The rule number."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.core import BlockKind, Severity
from tests.pairs import pair, reported, said

EQUAL = [
    ("The mast is 1,350 km away.", "Le mât est à 1350 km."),
    ("Some 500,000 letters came.", "Quelque 500 000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u00a0000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u202f000 lettres sont arrivées."),
    ("Some 500,000 letters came.", "Quelque 500\u2009000 lettres sont arrivées."),
    ("It weighs 3.5 kg.", "Elle pèse 3,5 kg."),
    ("It costs 1,234.56 francs.", "Cela coûte 1 234,56 francs."),
    ("It left at 9:32 PM.", "Il est parti à 21 h 32."),
    ("It left at 9:32 p.m.", "Il est parti à 21h32."),
    ("It left at 9:32 pm.", "Il est parti à 21:32."),
    ("It left at 9:32 in the evening.", "Il est parti à 9 h 32 du soir."),
    ("Doors open at 7 p.m.", "Ouverture à 19 heures."),
    ("Doors open at 7 o'clock.", "Ouverture à 19 h."),
    ("Doors open at half past seven.", "Ouverture à sept heures et demie."),
    ("Doors open at a quarter to nine.", "Ouverture à neuf heures moins le quart."),
    ("We met at noon and left at midnight.", "Rendez-vous à midi, départ à minuit."),
    ("We met at noon.", "Rendez-vous à 12 heures."),
    ("We left at midnight.", "Départ à 0 h."),
    ("Three boats sank.", "Trois bateaux ont coulé."),
    ("Three boats sank.", "3 bateaux ont coulé."),
    ("3 boats sank.", "Trois bateaux ont coulé."),
    ("Twenty-one boats sank.", "Vingt et un bateaux ont coulé."),
    ("Twenty-one boats sank.", "Vingt-et-un bateaux ont coulé."),
    ("He is 77 years old.", "Il a soixante-dix-sept ans."),
    ("He is 77 years old.", "Il a septante-sept ans."),
    ("He is ninety-nine.", "Il a quatre-vingt-dix-neuf ans."),
    ("He is ninety-nine.", "Il a nonante-neuf ans."),
    ("One hundred and fifty came.", "Cent cinquante personnes sont venues."),
    ("It sold a million copies.", "Il s'en est vendu un million."),
    ("It sold one million copies.", "Il s'en est vendu 1 million."),
    ("It made $1m.", "Il a rapporté un million de dollars."),
    ("It made 1.5 billion.", "Il a rapporté 1,5 milliard."),
    ("It lost two trillion dollars.", "Il a perdu deux billions de dollars."),
    ("It lost two trillion dollars.", "Il a perdu deux mille milliards de dollars."),
    ("It cost $5 million.", "Cela a coûté 5 millions de dollars."),
    ("It cost $5 million.", "Cela a coûté 5 M$."),
    ("It cost €5 million.", "Cela a coûté 5 M€."),
    ("It cost €5.2bn.", "Cela a coûté 5,2 Md€."),
    ("It cost US$300+ million.", "Cela a coûté plus de 300 millions de dollars."),
    ("The 21st edition.", "La 21e édition."),
    ("The 21st edition.", "La vingt et unième édition."),
    ("The first of all bridges.", "Le 1er de tous les ponts."),
    ("The first bridge.", "Le premier pont."),
    ("A 19th-century mill.", "Un moulin du XIXe siècle."),
    ("It rose by 5%.", "Il a augmenté de 5 %."),
    ("It rose by 5 per cent.", "Il a augmenté de cinq pour cent."),
    ("On January 7, 2020 it snowed.", "Il a neigé le 7 janvier 2020."),
    ("On 7 January 2020 it snowed.", "Il a neigé le 07/01/2020."),
    ("On 01/07/2020 it snowed.", "Il a neigé le 7 janvier 2020."),
    ("It opens on May 1.", "Il ouvre le 1er mai."),
    ("It opens on the 3rd of March.", "Il ouvre le 3 mars."),
    ("It opens on 3 March.", "Il ouvre le 03/03."),
    ("It runs from 5 to 10 March.", "Il dure du 5 mars au 10 mars."),
    ("Dated 2016-03.", "Daté de mars 2016."),
    ("In the 1990s it was a mill.", "Dans les années 1990, c'était un moulin."),
    ("In the 1990s it was a mill.", "Dans les années 90, c'était un moulin."),
    ("In the nineties it was a mill.", "Dans les années quatre-vingt-dix, c'était un moulin."),
    ("The 2019–20 season.", "La saison 2019-2020."),
    ("Wait 5–10 minutes.", "Attendez 5 à 10 minutes."),
    ("Wait 5 to 10 minutes.", "Attendez de 5 à 10 minutes."),
    ("Half of the crew is sick.", "La moitié de l'équipage est malade."),
    ("A third of the crew is sick.", "Un tiers de l'équipage est malade."),
    ("Two-thirds of the crew is sick.", "Les deux tiers de l'équipage sont malades."),
    ("Three quarters of the crew is sick.", "Les trois quarts de l'équipage sont malades."),
    ("Use 1/2 cup.", "Mettre une demi-tasse."),
    ("It took 2½ hours.", "Il a fallu deux heures et demie."),
    ("It took a year and a half.", "Il a fallu un an et demi."),
    ("A dozen eggs.", "Une douzaine d'œufs."),
    ("12 eggs.", "Une douzaine d'œufs."),
    ("About fifteen people.", "Une quinzaine de personnes."),
    ("Around two dozen people.", "Une vingtaine de personnes."),
    ("It lasted a fortnight.", "Cela a duré quinze jours."),
    ("Dozens came, and hundreds more.", "Ils étaient nombreux à venir."),
    ("He rang twice.", "Il a sonné deux fois."),
    ("Both came.", "Les deux sont venus."),
    ("Louis XIV built it.", "Louis XIV l'a fait bâtir."),
    ("See Chapter IV.", "Voir le chapitre 4."),
    ("Version 2.1.53 of Python 3.11.", "La version 2.1.53 de Python 3.11."),
    ("Section 6.1 applies.", "La section 6.1 s'applique."),
    ("COVID-19 and H1N1 cases.", "Les cas de COVID-19 et de H1N1."),
    ("It has 55.9K likes.", "Il a 55 900 mentions."),
    ("It is 5 miles away.", "C'est à 8 km."),
    ("It was 86 °F.", "Il faisait 30 °C."),
    ("He is 6 feet 2 inches tall.", "Il mesure 1,88 m."),
    ("It lasts 2 hours and 30 minutes.", "Cela dure 2,5 heures."),
    ("It lasts 24 hours.", "Cela dure un jour."),
    ("Every one of them, on the one hand.", "Tous, d'une part."),
    ("Call 020 7946 0018.", "Appelez le 020 7946 0018."),
    ("It was .08% at most.", "C'était 0,08 % au plus."),
    ("The price is 3,5 or so.", "Le prix est d'environ 3,5."),
    ("Between twenty-five and thirty came.", "Entre vingt-cinq et trente personnes sont venues."),
    ("In nineteen eighty-four.", "En 1984."),
    ("Use 100% wool.", "N'utilisez que de la laine."),
    (
        "The population grew from 1.2 to 1.4 million between 1990 and 2000.",
        "La population est passée de 1,2 à 1,4 million entre 1990 et 2000.",
    ),
    ("Between $5 and $10 million was spent.", "Entre 5 et 10 millions de dollars ont été dépensés."),
    ("Between $5 million and $10 million was spent.", "On a dépensé de 5 à 10 millions de dollars."),
    ("The two-day meeting ended on Tuesday, 5 May.", "La réunion de deux jours s'est achevée le mardi 5 mai."),
    ("He was born on the 14th of July, 1789.", "Il est né le 14 juillet 1789."),
    (
        "In the early 1900s, the mill had 40-odd workers.",
        "Au début des années 1900, le moulin comptait une quarantaine d'ouvriers.",
    ),
    ("The late 19th and early 20th centuries", "La fin du XIXe et le début du XXe siècle"),
    ("The 18th-century church", "L'église du 18e siècle"),
    ("A 30-year-old woman and her 2-year-old son", "Une femme de 30 ans et son fils de 2 ans"),
    ("She won 3-1 in the second half.", "Elle a gagné 3 à 1 en seconde période."),
    ("Unemployment fell 0.3 percentage points to 7.4%.", "Le chômage a reculé de 0,3 point, à 7,4 %."),
    ("One in five children", "Un enfant sur cinq"),
    ("Nine out of ten dentists", "Neuf dentistes sur dix"),
    ("The fourth quarter of 2019", "Le quatrième trimestre 2019"),
    ("In Q4 2019", "Au quatrième trimestre 2019"),
    ("In Q4 2019", "Au T4 2019"),
    ("The first half of 2019", "Le premier semestre 2019"),
    ("It tripled in ten years.", "Cela a triplé en dix ans."),
    ("World War II began in 1939.", "La Seconde Guerre mondiale a commencé en 1939."),
    ("World War II began in 1939.", "La Deuxième Guerre mondiale a commencé en 1939."),
    ("After World War I he moved.", "Après la Première Guerre mondiale, il a déménagé."),
    (
        "Windows 10 runs on 64-bit machines with 4 GB of RAM.",
        "Windows 10 fonctionne sur les machines 64 bits avec 4 Go de mémoire.",
    ),
    ("Open 24/7.", "Ouvert 24 heures sur 24, 7 jours sur 7."),
    ("Open Monday to Friday, 9 a.m. to 5 p.m.", "Ouvert du lundi au vendredi, de 9 h à 17 h."),
    ("Open from 9am–5.30pm.", "Ouvert de 9 h à 17 h 30."),
    ("The 8:05 train leaves at 8:15 a.m.", "Le train de 8 h 05 part à 8 h 15."),
    ("At 10 past 8 he called.", "À 8 h 10, il a appelé."),
    ("He slept eight hours.", "Il a dormi huit heures."),
    ("At 3 in the afternoon", "À 15 heures"),
    ("This evening at 8", "Ce soir à 20 heures"),
    ("A four-fold increase", "Une multiplication par quatre"),
    ("Five times as many", "Cinq fois plus"),
    ("The G7 and the G20", "Le G7 et le G20"),
    (
        "Article 3(2)(b) of Regulation (EU) No 1007/2011",
        "L'article 3, paragraphe 2, point b), du règlement (UE) nº 1007/2011",
    ),
    ("On p. 12, fig. 3 shows", "À la page 12, la figure 3 montre"),
    ("€1,5 million or more", "1,5 million d'euros ou plus"),
    ("£20,000 (about €23,000)", "20 000 livres (environ 23 000 euros)"),
    ("10,000 feet", "3 000 mètres"),
    ("A 5-foot-10 man", "Un homme de 1,78 m"),
    ("It weighs 10 pounds.", "Elle pèse 4,5 kg."),
    ("a 26-mile race", "une course de 42 km"),
    ("70 mph", "110 km/h"),
    ("It was 90 degrees Fahrenheit.", "Il faisait 32 degrés Celsius."),
    ("half a million people", "un demi-million de personnes"),
    ("half a million people", "500 000 personnes"),
    ("one and a half million people", "un million et demi de personnes"),
    ("1.5 million people", "un million et demi de personnes"),
    ("a year and a half later", "dix-huit mois plus tard"),
    ("an hour and a half", "une heure et demie"),
    ("ninety minutes", "une heure et demie"),
    ("half an hour", "une demi-heure"),
    ("half an hour", "trente minutes"),
    ("a quarter of an hour", "un quart d'heure"),
    ("a quarter of an hour", "quinze minutes"),
    ("three quarters of an hour", "trois quarts d'heure"),
    ("the next two decades", "les vingt prochaines années"),
    ("a century ago", "il y a cent ans"),
    ("two centuries", "deux siècles"),
    ("twenty-odd years", "une vingtaine d'années"),
    ("in his thirties", "dans la trentaine"),
    ("a couple of days", "deux jours"),
    ("a pair of shoes", "une paire de chaussures"),
    ("in 2 or 3 days", "dans deux ou trois jours"),
    ("every other day", "un jour sur deux"),
    ("hundreds of thousands of people", "des centaines de milliers de personnes"),
    ("tens of millions", "des dizaines de millions"),
    ("some 2,000 soldiers", "environ deux mille soldats"),
    ("2,000 soldiers", "2 milliers de soldats"),
    ("$2.5 trillion", "2 500 milliards de dollars"),
    ("$2.5 trillion", "2,5 billions de dollars"),
    ("the number-one cause", "la première cause"),
    ("No. 1 cause", "la première cause"),
    ("Table 1 and Figure 2a", "Le tableau 1 et la figure 2a"),
    ("the 5th, 6th and 7th floors", "les 5e, 6e et 7e étages"),
    ("He came in third.", "Il est arrivé troisième."),
    ("Henry VIII had six wives.", "Henri VIII eut six épouses."),
    ("Pope John Paul II", "Le pape Jean-Paul II"),
    ("Elizabeth I and Francis I", "Élisabeth Ire et François Ier"),
    ("Charles V", "Charles Quint"),
    ("Part I, Chapter V", "Première partie, chapitre V"),
    ("Call +33 1 23 45 67 89 or 911.", "Composez le +33 1 23 45 67 89 ou le 911."),
    ("ISBN 978-3-16-148410-0", "ISBN 978-3-16-148410-0"),
    ("192.168.1.1 port 8080", "192.168.1.1, port 8080"),
    ("See https://example.org/2020/05/12 for more.", "Voir https://example.org/fr/7788 pour en savoir plus."),
    ("20/20 vision", "une vision de 10/10"),
    ("-5 °C overnight", "-5 °C pendant la nuit"),
    ("minus five degrees", "moins 5 degrés"),
    ("1–3 June", "du 1er au 3 juin"),
    ("June 1-3, 2020", "du 1er au 3 juin 2020"),
    ("from 30 May to 2 June 2020", "du 30 mai au 2 juin 2020"),
    ("12/31/2019", "31/12/2019"),
    ("31.12.2019", "le 31 décembre 2019"),
    ("the May 2019 elections", "les élections de mai 2019"),
    ("the 2016-17 school year", "l'année scolaire 2016/2017"),
    ("in the '60s and '70s", "dans les années 60 et 70"),
    ("1,000,000 times", "un million de fois"),
    ("10^6 cells", "10^6 cellules"),
    ("CO2 and H2O and PM2.5", "CO2, H2O et PM2,5"),
    ("a 2:1 ratio", "un rapport de 2 pour 1"),
    ("the 100 m final", "la finale du 100 mètres"),
    ("a three-year-old child", "un enfant de trois ans"),
    ("two thirds of the 27 member states", "deux tiers des 27 États membres"),
    ("a two-thirds majority", "une majorité des deux tiers"),
    ("the other two", "les deux autres"),
    ("both sides", "des deux côtés"),
    ("first and foremost", "avant tout"),
    ("second to none", "sans égal"),
    ("in the first place", "en premier lieu"),
    ("One hundred twenty people", "Cent vingt personnes"),
    ("three thousand five hundred", "3 500"),
    ("thirty-five hundred", "3 500"),
    ("at eleven o'clock sharp", "à onze heures précises"),
    ("at 12:30 a.m.", "à 0 h 30"),
    ("at 12:30 p.m.", "à 12 h 30"),
    ("3 weeks", "trois semaines"),
    ("21 days", "trois semaines"),
    ("18 months", "un an et demi"),
    ("a six-month period", "une période de six mois"),
    ("a 6-month period", "un semestre"),
    ("three months", "un trimestre"),
    ("a 50% discount", "une remise de moitié"),
    ("double the price", "le prix a été multiplié par deux"),
    ("He is in his 50s.", "Il a une cinquantaine d'années."),
    ("8 ounces of flour", "225 g de farine"),
    ("16 GB", "16 Go"),
    ("Version 3.0 beta 2", "Version 3.0 bêta 2"),
    ("iPhone 12 Pro", "iPhone 12 Pro"),
    ("Boeing 737", "Boeing 737"),
    ("Apollo 11", "Apollo 11"),
    ("two by two", "deux par deux"),
    ("Thirteen of the fifteen members", "Treize des quinze membres"),
    ("Forty-two per cent", "42 %"),
    ("seventy-eight", "septante-huit"),
    ("eighty", "huitante"),
    ("a million and a half", "un million et demi"),
    ("five hundred million", "cinq cents millions"),
    ("5G networks", "les réseaux 5G"),
    ("A4 paper", "du papier A4"),
    ("MP3 files", "des fichiers MP3"),
    ("Sept. 11, 2001", "le 11 septembre 2001"),
    ("9/11", "le 11-Septembre"),
    ("the 1st Arrondissement", "le 1er arrondissement"),
    ("Nov. 5", "le 5 nov."),
    ("at 1 p.m.", "à 13 h"),
    ("at one o'clock", "à une heure"),
    ("at one in the morning", "à une heure du matin"),
    ("a one-hour talk", "un exposé d'une heure"),
    ("the one and only", "le seul et unique"),
    ("It stopped at ten to four.", "Elle s'est arrêtée à quatre heures moins dix."),
    ("It stopped at ten to four.", "Elle s'est arrêtée à 15 h 50."),
    ("It was ten of four.", "Il était quatre heures moins dix."),
    ("It was 10 to 4.", "Il était quatre heures moins dix."),
    ("It was ten to four in the afternoon.", "Il était quatre heures moins dix de l'après-midi."),
    ("It was five past six.", "Il était six heures cinq."),
    ("It was twenty to one.", "Il était une heure moins vingt."),
    ("It was twenty-five past two.", "Il était deux heures vingt-cinq."),
    ("It was a quarter past nine.", "Il était neuf heures et quart."),
    ("It was half past nine.", "Il était neuf heures et demie."),
    ("He came at half nine.", "Il vint à neuf heures et demie."),
    ("He came at half past twelve.", "Il vint à midi et demi."),
    ("He came at ten to midnight.", "Il vint à minuit moins dix."),
    ("He rang at ten to.", "Il sonna à quatre heures moins dix."),
    ("He rang at ten to four.", "Il sonna à moins dix."),
    ("He rang at a quarter to.", "Il sonna à moins le quart."),
    ("He rang at half past.", "Il sonna à la demie."),
    ("They won by ten to four.", "Ils gagnèrent par dix à quatre."),
    ("He slept from ten to four.", "Il dormit de dix heures à quatre heures."),
    ("We need five to six litres.", "Il faut cinq à six litres."),
    ("Five to ten or twelve million came.", "Ils vinrent à cinq à dix ou douze millions."),
    ("Rates of 5 to 10%", "Des taux de 5 % à 10 %"),
    ("Of those over 60, 10% came.", "Des plus de 60 ans, 10 % sont venus."),
    ("5, 6 and 7% of them", "5 %, 6 % et 7 % d'entre eux"),
    ("5%, 6% and 7% of them", "5, 6 et 7 % d'entre eux"),
    ("A 5 percent rise.", "Une hausse de 5 p. 100."),
    ("It was minus five.", "Il faisait −5."),
    ("It fell to 5 degrees below zero.", "Il est descendu à -5 degrés."),
    ("Prices: -5%.", "Une baisse de 5 %."),
    ("Pages 5-10.", "Pages 5 à 10."),
    ("- 5 apples", "5 pommes"),
    ("They scored 5 points, then 12.", "Ils ont marqué 5 points, puis 12."),
    ("Always open, 24/7.", "Ouvert en permanence."),
]

IDIOMS = [
    ("One day I shall leave.", "Je partirai un jour."),
    ("I, for one, agree.", "Pour ma part, je suis d'accord."),
    ("At first he laughed.", "Il rit d'abord."),
    ("It is second to none.", "C'est sans égal."),
    ("Once upon a time there was a king.", "Il y avait un roi."),
    ("I am in two minds.", "J'hésite."),
    ("They went fifty-fifty.", "Ils ont partagé."),
    ("She took forty winks.", "Elle fit un petit somme."),
    ("With twenty-twenty hindsight.", "Avec le recul."),
    ("It is a baker's dozen.", "Il y en a un de plus."),
    ("Just a minute.", "Une seconde."),
    ("A word with you.", "En deux mots."),
    ("He walked up and down.", "Il faisait les cent pas."),
    ("Thank you so much.", "Merci mille fois."),
    ("It made the headlines.", "C'était à la une."),
    ("We shall meet some time.", "On se verra un de ces quatre."),
    ("He was all dressed up.", "Il s'était mis sur son trente et un."),
    ("He makes things difficult.", "Il cherche midi à quatorze heures."),
    ("They led a wild life.", "Ils firent les quatre cents coups."),
    ("He saw stars.", "Il vit trente-six chandelles."),
    ("He took no notice.", "Il s'en moqua comme de l'an quarante."),
    ("He waited for ages.", "Il attendit cent sept ans."),
]

DIFFERENT = [
    ("I was away for 48 hours.", "J'ai été absent 24 heures.", "48 hours", "24 heures"),
    ("It cost $5 million.", "Cela a coûté 5 milliards de dollars.", "$5 million", "5 milliards de dollars"),
    ("It cost 1.5 billion.", "Cela a coûté 1,5 billion.", "1.5 billion", "1,5 billion"),
    ("It left at 9:32 PM.", "Il est parti à 9 h 32.", "9:32 PM", "9 h 32"),
    ("On January 7, 2020 it snowed.", "Il a neigé le 8 janvier 2020.", "January 7, 2020", "8 janvier 2020"),
    ("On 7 January 2020 it snowed.", "Il a neigé le 07/02/2020.", "7 January 2020", "07/02/2020"),
    ("On 7 March it snowed.", "Il a neigé le 7 mai.", "7 March", "7 mai"),
    ("In the 1990s it was a mill.", "Dans les années 1980, c'était un moulin.", "1990s", "1980"),
    ("Louis XIV built it.", "Louis XVI l'a fait bâtir.", "XIV", "XVI"),
    ("See section 6.3.8.", "Voir la section 3.6.8.", "6.3.8", "3.6.8"),
    ("It rose by 2.3%.", "Il a augmenté de 3,2 %.", "2.3%", "3,2 %"),
    ("COVID-19 is here.", "La COVID-91 est là.", "19", "91"),
    ("Twenty-one boats sank.", "Vingt-deux bateaux ont coulé.", "Twenty-one", "Vingt-deux"),
    ("For three weeks it rained.", "Il a plu pendant quatre semaines.", "three weeks", "quatre semaines"),
    ("It is 5 miles away.", "C'est à 12 km.", "5 miles", "12 km"),
    ("It cost $5.", "Cela a coûté 5 €.", "$5", "5 €"),
    ("It is 5 km away.", "C'est à 5 milles.", "5 km", "5 milles"),
    ("It was ten to four.", "Il était quatre heures moins vingt.", "ten to four", "quatre heures moins vingt"),
    ("It was ten to four.", "Il était 4 h 10.", "ten to four", "4 h 10"),
    ("It was half past nine.", "Il était neuf heures et quart.", "half past nine", "neuf heures et quart"),
    ("He rang at ten to.", "Il sonna à quatre heures moins vingt.", "ten to", "quatre heures moins vingt"),
    ("It rose by 5%.", "Il a augmenté de 5.", "5%", "5"),
    ("It rose by 5.", "Il a augmenté de 5 %.", "5", "5 %"),
    ("It rose by 2.5%.", "Il a augmenté de 2,5 euros.", "2.5%", "2,5 euros"),
    ("It was -5 °C.", "Il faisait 5 °C.", "-5 °C", "5 °C"),
    ("It was 5 °C.", "Il faisait −5 °C.", "5 °C", "−5 °C"),
    ("It was minus five degrees.", "Il faisait cinq degrés.", "minus five degrees", "cinq degrés"),
    ("He paid two hundred francs.", "Il paya trois cents francs.", "two hundred francs", "trois cents francs"),
]


@pytest.mark.parametrize(("english", "french"), EQUAL)
def test_the_same_quantity_in_the_other_language_is_no_finding(english: str, french: str) -> None:
    found = [one for one in reported("number", pair([english], [french])) if one.message.id != "number.converted"]
    assert [said(finding) for finding in found] == []


@pytest.mark.parametrize(
    ("english", "french", "total"),
    [
        ("It is 5 miles away.", "C'est à 8 km.", "8,047 km"),
        ("It weighs 10 pounds.", "Elle pèse 4,5 kg.", "4,536 kg"),
        ("Heat it to 350 °F.", "Chauffez-le à 180 °C.", "176,7 °C"),
        ("It was -40 °F.", "Il faisait -40 °C.", "-40 °C"),
        ("The field has 3 acres.", "Le champ fait 1,2 hectare.", "1,214 hectare"),
        ("It holds 20 gallons.", "Il contient 76 litres.", "75,71 litres"),
    ],
)
def test_a_right_conversion_is_a_note_with_the_sum(english: str, french: str, total: str) -> None:
    (found,) = reported("number", pair([english], [french]))
    assert (found.severity, found.message.arguments["sum"]) == (Severity.NEUTRAL, total)


@pytest.mark.parametrize(
    ("english", "french"),
    [("It is 2 km away.", "C'est à 2 000 m."), ("It took two hours.", "Cela a pris 120 minutes.")],
)
def test_another_unit_of_the_same_system_is_no_conversion(english: str, french: str) -> None:
    assert reported("number", pair([english], [french])) == []


@pytest.mark.parametrize(("english", "french"), IDIOMS)
def test_a_number_in_an_idiom_is_no_quantity(english: str, french: str) -> None:
    assert [said(finding) for finding in reported("number", pair([english], [french]))] == []


@pytest.mark.parametrize(("english", "french", "one", "other"), DIFFERENT)
def test_a_contradiction_is_one_finding_that_shows_both_places(english: str, french: str, one: str, other: str) -> None:
    (finding,) = reported("number", pair([english], [french]))
    assert finding.original is not None
    assert finding.translation is not None
    assert (finding.original.text, finding.translation.text) == (one, other)
    assert finding.severity is Severity.MAJOR
    assert finding.category == "accuracy/mistranslation/number"


def test_the_message_says_what_each_text_says() -> None:
    (finding,) = reported("number", pair(["I was away for 48 hours."], ["J'ai été absent 24 heures."]))
    assert said(finding) == "The original says 48 hours, the translation 24 heures."


def test_a_number_that_is_missing_is_found_in_the_original() -> None:
    (finding,) = reported("number", pair(["In all, 4,200 trees were planted."], ["Des arbres ont été plantés."]))
    assert finding.original is not None
    assert finding.original.text == "4,200"
    assert finding.translation is None


def test_a_number_that_was_added_is_found_in_the_translation() -> None:
    (finding,) = reported("number", pair(["Trees were planted."], ["En 2014, des arbres ont été plantés."]))
    assert finding.original is None
    assert finding.translation is not None
    assert finding.translation.text == "2014"


def test_only_the_lost_year_of_a_date_is_reported() -> None:
    (finding,) = reported("number", pair(["It opened on 7 January 2020."], ["Il a ouvert le 7 janvier."]))
    assert finding.original is not None
    assert finding.original.text == "2020"


def test_one_of_two_percent_signs_that_is_lost_is_found() -> None:
    (finding,) = reported("number", pair(["5% of boats, 7% of men."], ["5 des bateaux, 7 % des hommes."]))
    assert said(finding) == "The original says 5%, the translation 5: the same figure with another sign."


def test_another_figure_below_zero_gets_no_suggestion_that_loses_the_minus() -> None:
    (finding,) = reported("number", pair(["It was -5 °C."], ["Il faisait -7 °C."]))
    assert finding.suggestion == "-5 °C"


def test_a_number_that_stands_in_the_next_sentence_is_a_matter_of_alignment() -> None:
    checked = pair(
        ["The bridge opened in 1932.", "It is made of steel."], ["Le pont a ouvert.", "De 1932, il est en acier."]
    )
    assert reported("number", checked) == []


def test_a_number_in_a_lonely_neighbour_sentence_is_a_matter_of_alignment() -> None:
    checked = pair(
        ["The bridge opened in 1932."], ["Le pont a ouvert.", "C'était en 1932."], [((0,), (0,)), ((), (1,))]
    )
    assert reported("number", checked) == []


def test_sentences_without_counterpart_are_left_to_other_rules() -> None:
    checked = pair(["It opened in 1932.", "It rained."], ["Il a plu."], [((0,), ()), ((1,), (0,))])
    assert reported("number", checked) == []


def test_a_passage_left_in_english_is_left_to_other_rules() -> None:
    assert reported("number", pair(["Seventy-two came."], ["Seventy-two came."])) == []


def test_numbers_may_change_places_within_a_bead() -> None:
    checked = pair(
        ["Of 30 boats, 12 sank. | The rest, 18, came home."],
        ["Douze des trente bateaux ont coulé et les 18 autres sont rentrés."],
        [((0, 1), (0,))],
    )
    assert reported("number", checked) == []


def test_a_number_that_one_language_repeats_is_no_finding() -> None:
    assert reported("number", pair(["Between 5% and 5.5% of 200."], ["Sur 200 : 5 % à 5,5 % de 200."])) == []


def test_a_small_spelled_out_number_may_be_reworded() -> None:
    assert reported("number", pair(["The two of us were late."], ["Nous étions en retard."])) == []


def test_the_right_figure_is_suggested_in_french_spelling() -> None:
    (finding,) = reported("number", pair(["It has 12,500 readers."], ["Il compte 15 200 lecteurs."]))
    assert finding.suggestion == "12\u202f500"


@pytest.mark.parametrize(
    ("english", "french", "suggestion"),
    [
        ("I was away for 48 hours.", "J'ai été absent 24 heures.", "48 heures"),
        ("It cost $5.5 million.", "Cela a coûté 5,7 millions de dollars.", "5,5 millions de dollars"),
        ("It rose by 0.25%.", "Il a augmenté de 2,5 %.", "0,25 %"),
        ("The 21st edition.", "La 22e édition.", "21e"),
    ],
)
def test_the_suggestion_keeps_what_is_right(english: str, french: str, suggestion: str) -> None:
    (finding,) = reported("number", pair([english], [french]))
    assert finding.suggestion == suggestion


def test_thousands_left_in_english_grouping_are_a_minor_matter_of_format() -> None:
    (finding,) = reported("number", pair(["The mast is 1,350 km away."], ["Le mât est à 1,350 km."]))
    assert (finding.severity, finding.category) == (Severity.MINOR, "locale-convention/number-format")
    assert finding.suggestion == "1350 km"


def test_no_figure_is_suggested_where_the_unit_changed_too() -> None:
    (finding,) = reported("number", pair(["It is 5 miles away."], ["C'est à 12 km."]))
    assert finding.suggestion is None


@settings(deadline=None)
@given(st.integers(2, 9_999_999), st.integers(2, 9_999_999))
def test_every_other_figure_is_found_and_the_same_never(one: int, other: int) -> None:
    english = f"The town counted {one:,} souls."
    french = f"La ville comptait {other:,} âmes.".replace(",", "\u202f")
    assert len(reported("number", pair([english], [french]))) == (one != other)


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    english, french = one.replace("|", "") or "a", other.replace("|", "") or "a"
    reported("number", pair([english], [french]))


@pytest.mark.parametrize(
    "text", ["9" * 20_000, "1 million " * 500, "a1" * 1_000, "x:" * 10_000, "." + "9" * 5_000, "3 " * 1_000]
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    reported("number", pair([text], [text.replace("1", "2").replace("3", "4 5")]))
    assert time.process_time() - start < 5


def test_a_thousand_sentences_are_checked_in_no_time() -> None:
    english = ["On 3 May 2019 the 42 boats of the harbour, two thirds of them new, left at 7 p.m. for $1,200 each."]
    french = ["Le 3 mai 2019, les 42 bateaux du port, neufs aux deux tiers, sont partis à 19 h pour 1 200 dollars."]
    checked = pair(english * 1000, french * 1000)
    start = time.process_time()
    assert reported("number", checked) == []
    assert time.process_time() - start < 5  # 0.4 s on a quiet machine


def test_figures_in_code_are_none() -> None:
    texts = ['price = "$1"'], ['price = "1 €"']
    assert reported("number", pair(*texts)) != []
    assert reported("number", pair(*texts, kinds=[BlockKind.CODE])) == []


@pytest.mark.parametrize(
    ("english", "french", "safe"),
    [
        ("They counted 10,000 boats.", "Ils ont compté 10,000 bateaux.", True),
        ("Diesel costs 1,335 euros.", "Le gazole coûte 1,335 euros.", False),
    ],
)
def test_thousands_are_mended_without_asking_only_where_they_cannot_be_decimals(
    english: str, french: str, safe: bool
) -> None:
    edits = [edit for one in reported("number", pair([english], [french])) for edit in one.edits]
    assert [edit.safe for edit in edits] == [safe]
