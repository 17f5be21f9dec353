"""Keys of records: folding names for comparison, and stems for addresses."""

import functools
import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from backfile.normalforms import normal

__all__ = ["filing_key", "fold_name", "fold_term", "keys_for"]

# Letters that decomposition does not take apart.
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "ı": "i",
        "ё": "е",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ي": "ی",
        "ك": "ک",
    }
)


@functools.lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Return a name for comparing spellings: no case, accents, hyphens, dots or double spaces."""
    text = name.lower()
    if not name.isascii():
        text = normal("NFKD", name).casefold().translate(LETTERS)
        text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Cf"))
    return re.sub(r"[\s.\-‐-―·,'’ʼ]+", " ", text).strip()


@functools.lru_cache(maxsize=65536)
def fold_term(term: str) -> str:
    """Return a tag or outlet name for comparison: `Tag`, `tag` and `tag-` are one, `C`, `C++` and `C#` are not."""
    text = term.lower()
    if not term.isascii():
        text = normal("NFKC", term).casefold()
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return re.sub(r"[\s_\-‐-―]+", " ", text).strip(" .,;:!?\"'“”«»()[]")


def filing_key(name: str) -> str:
    """Return what a list from A to Z sorts a name by: signs before its first letter or digit do not count."""
    folded = fold_term(name)
    return re.sub(r"^[\W_]+", "", folded) or folded


def keys_for(names: Iterable[str], taken: Iterable[str], fallback: str) -> dict[str, str]:
    """Return a key for each name, unique among them and beside those taken.

    A key is the name in ASCII letters. Where two names, or a name and a taken key, come to the same, each of the
    new ones gets a hash of its own folded name, so that no key depends on the order of names.
    """
    from slugify import slugify

    stems: dict[str, str] = {
        name: slugify(name, max_length=48, word_boundary=True) for name in sorted(set(names))
    }
    claims: Mapping[str, list[str]] = defaultdict(list)
    for name, stem in stems.items():
        claims[stem].append(name)
    used = frozenset(taken)
    keys = {}
    for stem, claimants in claims.items():
        for name in claimants:
            alone = stem and len(claimants) == 1 and stem not in used
            digest = hashlib.blake2b(name.encode(), digest_size=3).hexdigest()
            keys[name] = stem if alone else f"{stem or fallback}-{digest}"
    return keys
