"""Tables of how names are written: titles, particles, cousins among given names, customs of spelling."""

import re

from backfile.patterns import late

__all__ = [
    "COUSINS",
    "FAMILY_FIRST",
    "GENERATIONS",
    "HUNGARIAN_FAMILIES",
    "KOREAN_FAMILIES",
    "LOOSE",
    "OPPOSITE",
    "PARTICLES",
    "PATRONYMIC",
    "SURE",
    "TITLES",
]

GENERATIONS = frozenset(("jr", "sr", "junior", "senior", "ii", "iii", "iv", "filho", "neto"))
TITLES = frozenset(
    ("mr", "mrs", "ms", "dr", "prof", "sir", "dame", "lord", "lady", "sheikh", "ayatollah", "hojatoleslam")
)
PARTICLES = frozenset(
    (
        "al", "el", "ul", "bin", "ben", "ibn", "bint", "abu", "van", "von", "der", "den", "de", "del", "della", "di", "da",
        "do", "dos", "das", "du", "la", "le", "ten", "ter", "zu", "af", "av", "y", "e",
    )
)  # fmt: skip
# Given names that are one another's short or national form; only ever a reason to ask.
COUSINS = tuple(
    frozenset(group.split())
    for group in (
        "joseph joe jo josef jose giuseppe iosif", "william bill billy will wilhelm guillermo", "robert bob bobby rob",
        "richard dick rick", "james jim jimmy", "anthony tony antony anton antonio", "thomas tom tommy tomas",
        "michael mike mikhail michel miguel mihail mykhailo mihal", "edward ted ed eddie eduard", "john jack johnny jon",
        "vladimir volodimir vladimir uladzimir", "aleksandr oleksandr aliaksandr aleksander alexander alex sasha",
        "nikolai mikola mikalai nicholas nick nicolas", "sergei sergi serhi siarhei", "dmitri dmitro dzmitri", "evgeni ievgen",
        "andrei andri andrew andrii", "pavel pavlo paul", "petr petro peter pedro pierre", "elizabeth liz beth lisa",
        "katherine kate kathy catherine ekaterina kateryna katerina", "margaret maggie meg", "benjamin ben benny biniamin binyamin", "daniel dan danny",
        "samuel sam", "charles charlie carlos karl", "christopher chris", "timothy tim", "stephen steven steve stefan",
        "alfred alf", "david dave", "gregory greg grigori hrihori", "patrick pat", "ronald ron", "donald don", "kenneth ken",
        "lawrence larry", "leonard len leo", "matthew matt", "nathaniel nate", "nikita mikita", "olena elena helena ielena",
        "iuri iuriy jurij george iurii", "oleh oleg", "ihor igor", "hennadi gennadi", "heorhi georgi", "arseni arsenii", "viktor victor",
        "dmitro dmytro dmitri dmitry dzmitri dzmitry", "svetlana sviatlana svitlana", "theodore ted teddy fyodor fedor", "joshua josh", "friedrich fritz frederick fred",
        "mitchell mitch", "deborah debbie debra", "jennifer jen jenny", "susan sue suzanne", "abraham abe ibrahim", "raymond ray", "walter walt", "philip phil filipp felipe",
        "gerald gerry jerry", "jeffrey jeff geoffrey", "nancy ann anne", "amanda mandy", "rebecca becky", "victoria vicky", "isabel isabella elisabeth", "ernst ernest ernesto",
        "heinrich heinz henry harry henri enrique", "johann johannes hans juan jean giovanni ivan ioannis", "jakob jacob jake iakov", "frank francis franz francisco francois",
        "louis luis ludwig luigi lewis lew", "eugene gene yevgeny evgeny ievgen", "bernard bernie", "arthur art artur", "albert al bert", "rudolph rudy rudolf",
        "volodymyr vladimir volodia", "mykola nikolay", "lev leo leon", "konstantin kostiantyn costas", "mariia maria marie mary", "iulia julia yulia", "hanna anna", "tetiana tatiana",
        "natalia nataliia", "ihor igor", "maksim maksym maxim", "denis denys", "ilia illia ilya", "anatoly anatolii", "vitaly vitalii", "valery valerii", "vasyl vasily vassily",
        "mikheil mikhail", "giorgi georgy george", "shimon simon", "yitzhak isaac", "yosef joseph", "moshe moses", "yaakov jacob", "yehuda judah", "avraham abraham",
    )
)  # fmt: skip
# Family names that stand first in Chinese, Korean, Japanese and Vietnamese names.
FAMILY_FIRST = frozenset(
    (
        "xi", "li", "lee", "wang", "zhang", "liu", "chen", "yang", "zhao", "huang", "zhou", "wu", "xu", "sun", "hu", "zhu", "gao", "lin",
        "he", "guo", "ma", "luo", "liang", "song", "zheng", "xie", "han", "tang", "feng", "deng", "mao", "jiang", "qin", "kim", "park",
        "pak", "choi", "jung", "jeong", "kang", "cho", "yoon", "yun", "jang", "lim", "moon", "ban", "nguyen", "tran", "le", "pham",
        "hoang", "phan", "vu", "vo", "dang", "bui", "do", "ngo", "duong", "ly", "roh", "noh", "shin", "seo", "kwon", "hwang", "ahn", "tsai",
    )
)  # fmt: skip
# Korean family names in the letters their bearers choose; the first of a row stands for it.
KOREAN_FAMILIES = {
    word: row.split()[0]
    for row in (
        "kim gim", "lee yi i rhee ri li", "park pak bak bag", "choi choe", "jung jeong chung chong cheong", "kang gang", "cho jo", "yoon yun youn",
        "jang chang", "lim im rim", "han", "oh o", "seo suh so", "shin sin", "kwon gwon", "hwang whang", "ahn an", "song", "yoo yu ryu you", "jeon chun jun",
        "hong", "ko go koh", "moon mun", "yang", "son sohn", "bae pae", "baek paik paek", "heo huh hur ho", "roh noh no", "nam", "shim sim", "woo u",
        "koo gu ku", "min", "ban pan", "ha", "joo ju chu", "na ra", "jin chin", "ji chi", "um eom", "cha", "ma", "pyo", "hyun hyeon",
    )
    for word in row.split()
}  # fmt: skip
# The commonest family names of Hungary, where they stand first.
HUNGARIAN_FAMILIES = frozenset(
    (
        "nagy", "kovacs", "toth", "szabo", "horvath", "varga", "kiss", "molnar", "nemeth", "farkas", "balogh",
        "papp", "takacs", "juhasz", "lakatos", "meszaros", "olah", "racz", "fekete", "szilagyi", "torok", "feher",
        "balazs", "gal", "szucs", "kocsis", "pinter", "fodor", "szalai", "sipos", "magyar", "lukacs", "gulyas",
        "biro", "kiraly", "laszlo", "orban",
    )
)  # fmt: skip
# Given names of a woman and of a man that differ in a vowel.
OPPOSITE = tuple(
    frozenset(pair.split())
    for pair in ("frances francis", "joan john", "jean joan", "marian marion", "leslie lesley")
)
PATRONYMIC = late(
    r"(?:ovich|evich|ich|ovna|evna|ichna|ovitch|evitch|owitsch|ewitsch|ovic|evic|ovych|evych|ivna|oglu|ogly|kyzy|qizi)$"
)

# Customs of writing the same sound, from the longest letters to the shortest.
# (what a word must hold for the rule to apply, pattern or None for just that, what it becomes).
SURE: tuple[tuple[str, re.Pattern[str] | None, str], ...] = tuple(
    (need, re.compile(pattern) if pattern else None, to)
    for need, pattern, to in (
        ("'", "", ""), ("`", "", ""), ("m", r"^m[ou]?h?[aeo]?m+[aeo]?d(?=$|[^aeiou])", "muhamad"), ("abd", r"^abd[aeiou]l", "abdul"),
        ("l", r"^(?:el|ul)$", "al"), ("ben", r"^ben$", "bin"), ("shch", "", "Q"), ("schtsch", "", "Q"), ("chtch", "", "Q"), ("shtch", "", "Q"),
        ("tsch", "", "C"), ("tch", "", "C"), ("sch", "", "S"), ("sh", "", "S"), ("ch", "", "C"), ("dzh", "", "j"), ("dj", "", "j"),
        ("zh", "", "Z"), ("kh", "", "h"), ("gh", "", "g"), ("ph", "", "f"), ("dh", "", "d"), ("th", "", "t"), ("gu", r"gu(?=[ei])", "g"),
        ("ck", "", "k"), ("q", "", "k"), ("x", "", "ks"), ("c", r"c(?=[aoukl])", "k"), ("w", "", "v"), ("tz", "", "ts"), ("ou", "", "u"),
        ("uu", "", "u"), ("ue", "", "u"), ("oe", "", "o"), ("oo", "", "u"), ("ee", "", "i"), ("y", r"(?<=[aeou])y(?![aeiou])", "i"),
        ("j", r"(?<=[aeou])j(?![aeiou])", "i"), ("y", r"(?:iy|yy|yi|yj|y)$", "i"), ("i", r"(?:ii|ij)$", "i"), ("y", r"y(?=[aou])", "i"),
        ("ye", "", "e"), ("je", r"(?<=[aeiou])je", "e"), ("ie", r"^ie", "e"), ("y", r"(?<=\w)y(?=\w{4})|(?<=\w{4})y(?=\w)", "i"), ("ff", r"(?<=[oe])ff$", "v"), ("f", r"(?<=[oe])f$", "v"),
        ("", r"(.)\1+", r"\1"), ("h", r"(?<=[^aeiou])h(?=$|[^aeiou])|(?<=a)h$", ""), ("iei", "", "ei"),
    )
)  # fmt: skip
# Beyond custom: what may still be the same sound, with the vowels left out.
LOOSE = str.maketrans(
    {"Q": "s", "C": "s", "z": "s", "c": "s", "S": "s", "Z": "s", "g": "k", "q": "k", "w": "v", "b": "v", "f": "v", "d": "t"}
    | dict.fromkeys("aeiouyhj", "")
)  # fmt: skip
