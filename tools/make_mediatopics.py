"""Make src/backfile/data/mediatopics.txt.gz, the IPTC Media Topics as a small table.

    python tools/make_mediatopics.py MEDIATOPICS.json

The input is a JSON object with `released` and `concepts`: the live concepts, each with `code` (eight digits),
`labels` by language, `broader` (codes) and `wikidata` (ids), as taken from the vocabulary that IPTC publishes at
https://iptc.org/standards/media-topics/ under CC BY 4.0. Only codes, labels and relations are kept.
"""

import gzip
import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "backfile" / "data" / "mediatopics.txt.gz"
# Languages as IPTC tags them to BCP 47: its `se` and `dk` are Swedish and Danish.
LANGUAGES = {
    "en-GB": "en",
    "ar": "ar",
    "de": "de",
    "es": "es",
    "fr": "fr",
    "pt-PT": "pt",
    "pt-BR": "pt-BR",
    "se": "sv",
    "dk": "da",
    "zh-Hans": "zh",
}


def main(source: str) -> None:
    """Write the table: a head, then a line each concept: code, broader, Wikidata id, labels in the head's order."""
    given = json.loads(Path(source).read_text(encoding="utf-8"))
    lines = ["\t".join((given["released"], "broader", "wikidata", *LANGUAGES.values()))]
    for concept in sorted(given["concepts"], key=lambda c: str(c["code"])):
        labels = [" ".join(concept["labels"].get(tag, "").split()) for tag in LANGUAGES]
        wikidata = concept["wikidata"][0] if concept["wikidata"] else ""
        lines.append("\t".join((concept["code"], " ".join(concept["broader"]), wikidata, *labels)))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(("\n".join(lines) + "\n").encode(), 9, mtime=0))
    print(f"{TARGET}: {len(lines) - 1} concepts, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
