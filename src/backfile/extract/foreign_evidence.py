"""What speaks for a personal name, and against it, in a text of Latin letters that is not English."""

import functools
from collections.abc import Sequence

from backfile.extract.foreign_runs import HEADED, MALAY_FRONTS
from backfile.extract.lexicon import lexicon, words_of
from backfile.extract.passages import Tokens
from backfile.extract.roles import ADDRESSES, foreign_role, is_foreign_office
from backfile.extract.runs import Run
from backfile.extract.vocabulary import MALAY, MALAY_PLACES, Vocabulary
from backfile.patterns import late

__all__ = ["around_abroad", "given_ahead", "in_words_abroad", "spoken_of"]

# Words between what is called after somebody and the name: `rue de Jean Moulin`, `Plaza de la Reina`.
LINKS = frozenset("de del de' d' di da do dr. the la des du von van".split())  # noqa: SIM905
# Before the verb of saying behind what is said.
SPOKEN = frozenset({",", "”", '"', "»", "“", "–", "—", "’", "-"})
# Behind an apposition; before an office that stands for one person.
CLOSING = frozenset({",", ".", "!", "?", ";", ":", "»", "”", ""})
OFFICE_ARTICLES = frozenset(
    """
    le la l' l’ leur leurs son sa notre votre el su sus il lo o a seu sua der die das ihr sein dessen deren
    un une una uno um uma ein eine
    """.split()  # noqa: SIM905
)
# Languages without articles.
WITHOUT_ARTICLES = frozenset("id ms pl cs sk hr bs sr sl sh fi et lv lt tr az sw".split())  # noqa: SIM905
PLACE_OPENING = late(
    r"(?:Nuev[oa]|Nov[oa]|Nou(?:velle|veau)|San(?:ta|to)?|Saint|Sainte|São|Vill[ae]|Ville|Ciudad|Città|Port|Puerto|Porto|Monte?|Val|Valle|Bad|Rio|Río|Lago|Lac|Piz|Force|Grand|Grande|Haut|Haute)(?![^\W\d_])"
)
# Of which there are several where a list follows: `en los barrios de Nueva Alborada, Centenario y Antonio Bermejo`.
PLACES = frozenset(
    """
    sectores barrios distritos colonias calles avenidas plazas urbanizaciones comunidades localidades municipios
    parroquias poblados caseríos veredas cantones provincias departamentos estaciones escuelas colegios hospitales
    bairros ruas praças comunidades povoados municípios distritos freguesias escolas estações províncias
    quartiers rues avenues places communes villages arrondissements localités stations écoles lycées quartieri vie
    strade comuni frazioni stazioni scuole orte ortsteile stadtteile straßen strassen plätze gemeinden bahnhöfe
    """.split()  # noqa: SIM905
)
# Of Slavic words in the genitive, which an office has behind it.
SLAVIC = frozenset("pl cs sk hr bs sr sl sh".split())  # noqa: SIM905
GENITIVE = late(r"(?:ego|[iłnwrkz]ej|[yi]ch|ii|ého|é|[sšcč]kog|[sc]kih|rne|[^aeiou]ske)$")
# Who heads a place: `le préfet de Nana Zambéré` is of a place.
TERRITORIAL = frozenset(
    """
    maire préfet préfète sous-préfet gouverneur gouverneure wali alcalde alcaldesa gobernador gobernadora intendente
    prefeito prefeita governador governadora sindaco sindaca bürgermeister bürgermeisterin oberbürgermeister
    oberbürgermeisterin landrat landrätin burgemeester burmistrz primar primarul
    """.split()  # noqa: SIM905
)
AGE = late(r"[1-9]\d?|10\d")
# At the end of the names of firms in Indonesian and Malay.
MALAY_FIRMS = frozenset(
    "Jaya Raya Sejahtera Makmur Abadi Sentosa Mandiri Utama Persada Nusantara Perkasa Bersama Mulya".split()  # noqa: SIM905
)
IN_HONOUR = frozenset({"im", "im."})
AND = frozenset({",", "y", "e", "i", "et", "und", "dan", "ve", "og", "och", "en", "și", "a"})
FARTHEST_LISTED = 16


@functools.cache
def _listed(section: str) -> frozenset[str]:
    """Return a list of small words that tell what a name is of."""
    return frozenset(words_of("others.txt")[section])


def given_ahead(words: Sequence[str], article: Vocabulary) -> str:
    """Return the given name of a name: the first word, or a later one where a rank or the family name goes first.

    `I Gede Dana`, `Kovács János`, `Kovácsné Tóth Ilona`.
    """
    if article.language == "hu":
        return words[-1] if article.given(words[-1]) else words[0]
    ahead = article.language in MALAY and words[0] in MALAY_FRONTS
    return words[1] if ahead and len(words) > 1 and article.given(words[1]) else words[0]


def in_words_abroad(words: list[str], article: Vocabulary) -> float:
    """Return what speaks against a name in its words."""
    first = given_ahead(words, article)
    # `INTA` is no Inta.
    score, given = 0.0, article.given(first) and not (first.isupper() and not words[-1].isupper())
    if len(words) > 1 and not given:
        # Nothing but what stands around can tell.
        score -= 1.5
        if article.language in SLAVIC and GENITIVE.search(words[0]):
            # `Polskiego Związku`, `Nowej Huty`, `Crne Gore`
            score -= 4
        if article.language in MALAY and words[-1] in MALAY_PLACES:
            # `Lombok Timur`
            score -= 4
        if any(word.isupper() and len(word) > 1 and "." not in word for word in words):
            # `INTA Sauzalito`
            score -= 3
    if article.language in MALAY and words[-1] in MALAY_FIRMS:
        # `Tirta Jaya`
        score -= 2
    # `Lucía Ferreiro de la Torre`: behind a family name and a particle it is a family name too.
    tail = len(words) > 3 and given and words[-2] in article.lexicon.particles
    if any(_bare(word).lower() in article.bodies for word in (words[:-1] if tail else words)):
        score -= 4
    return score


def _bare(word: str) -> str:
    """Return a word without a Turkish ending: `Belediyesi'ni`."""
    return word.partition("'")[0].partition("’")[0]


def around_abroad(run: Run, tokens: Tokens, article: Vocabulary) -> float:
    """Return what speaks for a name around it."""
    score = 0.0
    start = run.first - run.cut
    begins = article.given(given_ahead(run.words, article))
    if tokens.at(start - 1).lower() in LINKS and tokens.at(start - 2).lower() in TERRITORIAL:
        return -6.0
    if article.language == "de" and (
        tokens.at(start - 1) in _listed("amounts") or tokens.at(start - 1).isdigit()
    ):
        return -6.0
    if tokens.at(run.stop) in _listed("called-behind") or _called_after(run.first, tokens):
        return -6.0
    role = foreign_role(tokens, run.first, 0 if begins else _reach_of_office(run, tokens, article))
    if role and (begins or tokens.at(role[0].first - 1).lower() not in article.bodies):
        # No `Kelompok Nelayan Tunas Jaya`, which is a body of fishers.
        return 3.5
    beside = tokens.at(run.first - 1).lower()
    before = beside if beside not in LINKS else tokens.at(run.first - 2).lower()
    if not (begins and before in HEADED) and (
        before in article.bodies or tokens.at(start - 1).lower() in article.bodies
    ):
        score -= 4
    behind = _bare(tokens.at(run.stop))
    if behind[:1].isupper() and behind.lower() in article.bodies and article.language in WITHOUT_ARTICLES:
        # `Nuri Bey Apartmanı`
        score -= 6
    if len(run.words) == 1:
        return 3.5 if spoken_of(run, tokens, article) else score
    if beside in AND and _in_list_of_places(tokens, start - 1):
        score -= 4
    if beside.rstrip(".") in ADDRESSES and not run.cut:
        score += 3.5
    if PLACE_OPENING.match(run.words[0]) is None:
        score += _of_commas(run, start, tokens, article)
    if not run.opens and article.language != "de":
        # Only German writes all nouns with capitals.
        score += 0.5 + (run.words[-1] in article.single)
    return score


def _called_after(first: int, tokens: Tokens) -> bool:
    """True behind a ship, with a rank between or without, and behind `im.` of Polish, which honours somebody."""
    vessels, before = _listed("vessels"), tokens.at(first - 1)
    if before[:1].isupper():
        ranked = tokens.at(first - 2).lower() in vessels and is_foreign_office(before)
        return ranked or before.lower() in vessels
    return before in vessels or (before == "." and tokens.at(first - 2) in IN_HONOUR)


def _reach_of_office(run: Run, tokens: Tokens, article: Vocabulary) -> int:
    """Return how far back an office may stand before a run that begins with no given name of the lists.

    Right before it, but for the places that it is the office of, and for one noun: `chef de village Mbodji Sarr`.
    """
    number = run.first
    while number > 1 and (
        article.place(tokens.words[number - 1])
        or (article.language in MALAY and tokens.words[number - 1] in MALAY_PLACES)
    ):
        number -= 1
    noun = tokens.at(number - 1)
    if number == run.first and noun.islower() and noun not in LINKS and tokens.at(number - 2) in LINKS:
        number -= 2
    return max(number - 1, 0)


def _of_commas(run: Run, start: int, tokens: Tokens, article: Vocabulary) -> float:
    """Return what an office beyond a comma speaks for a name, on either side."""
    if tokens.at(start - 1) == "," and tokens.at(run.stop) in CLOSING:
        # `Le maire de la ville, Talla Sylla, promet …`
        with_article = article.language not in WITHOUT_ARTICLES
        if _office_before(tokens, start - 2, with_article):
            return 3.5
    if _aged(run.stop, tokens):
        return 3.5
    if (
        tokens.at(start - 1) in lexicon().sayings
        and not run.cut
        and tokens.at(start - 2) in SPOKEN
        and tokens.at(run.stop) == ","
        and tokens.at(run.stop + 1)[:1].islower()
    ):
        # `”, dice Ognibene Tavaroli, che vende pesce`
        return 1.5
    if tokens.at(run.stop) != "," or article.language == "de":
        return 0.0
    # `Gobi Zaouro, président du syndicat`, `Wilber Huamán, el alcalde de Ocongate`
    office = run.stop + 1 + (tokens.at(run.stop + 1) in OFFICE_ARTICLES)
    return 2.5 if tokens.at(office).islower() and is_foreign_office(tokens.at(office)) else 0.0


def _aged(number: int, tokens: Tokens) -> bool:
    """True where an age stands here: `, 74,`, `(74)`, `, de 31 anys,`, `, 52 ans`."""
    mark, step = tokens.at(number), number + 1
    if mark not in (",", "("):
        return False
    step += tokens.at(step) == "de"
    if not AGE.fullmatch(tokens.at(step)):
        return False
    behind = tokens.at(step + 1)
    return mark + behind in (",,", "()") or behind in _listed("years")


def _office_before(tokens: Tokens, number: int, with_article: bool) -> bool:
    """True when the words before a comma are an office: `Le président du Conseil national`."""
    for step in range(number, max(number - 9, -1), -1):
        word = tokens.words[step]
        if not word[0].isalpha() or word in lexicon().sayings:
            return False
        if is_foreign_office(word) and (word.islower() or not with_article):
            return not with_article or tokens.at(step - 1).lower() in OFFICE_ARTICLES
    return False


def _in_list_of_places(tokens: Tokens, number: int) -> bool:
    """True when this word parts what stands in a list of places: `los sectores de Nueva Alborada y Antonio Bermejo`."""
    for step in range(number, max(number - FARTHEST_LISTED, -1), -1):
        word = tokens.words[step]
        if word.lower() in PLACES:
            return True
        if not (word[0].isupper() or word in AND or word in LINKS):
            return False
    return False


def spoken_of(run: Run, tokens: Tokens, article: Vocabulary) -> bool:
    """True for one word behind a form of address, or a family name of the list behind an office."""
    before = tokens.at(run.first - 1).rstrip(".")
    if before == "" and tokens.at(run.first - 1) == ".":
        before = tokens.at(run.first - 2)
    word = run.words[0]
    if before.lower() in ADDRESSES:
        return not article.no_name(word)
    family = word in article.lexicon.names.family and not article.place(word)
    return family and is_foreign_office(before) and not _called_after(run.first, tokens)
