"""Write src/backfile/parse/data/page_voice.bin: the weights by which `parse/pagevoice.py` tells page from article.

Run at development time only, when lines are added to `tools/lines`:

    python tools/make_page_voice.py

`tools/lines/LANG.txt` holds lines of our own writing, `p` (the page says it) or `t` (the article says it), a tab and
the line. One line in ten, chosen by its CRC-32, is kept out of the training and measured; the figures are printed for
each language. Logistic regression, AdaGrad, fixed order: the same lines give the same bytes.
"""

import math
import pathlib
from zlib import crc32

from backfile.parse.pagevoice import BUCKETS, SCALE, features

LINES = pathlib.Path(__file__).parent / "lines"
TARGET = pathlib.Path(__file__).parent.parent / "src/backfile/parse/data/page_voice.bin"
ROUNDS = 14
RATE = 0.35
DECAY = 2e-5
KEPT_OUT = 10


def examples(language: pathlib.Path) -> list[tuple[str, int]]:
    """Return the lines of one language, 1 for the page's."""
    found = []
    for number, line in enumerate(language.read_text(encoding="utf-8").splitlines(), 1):
        kind, tab, text = line.partition("\t")
        if not line.strip():
            continue
        if kind not in ("p", "t") or not tab or not text.strip():
            raise SystemExit(f"{language}:{number}: expected `p` or `t`, a tab and a line")
        found.append((text.strip(), int(kind == "p")))
    return found


def trained(languages: list[list[tuple[str, int]]]) -> list[float]:
    """Return the weight of each bucket. In each language the article's lines count as much as the page's."""
    weights, seen = [0.0] * BUCKETS, [1e-6] * BUCKETS
    lines = []
    for told in languages:
        pages = sum(page for _, page in told)
        worth = pages / max(1, len(told) - pages)
        lines += [(text, page, 1.0 if page else worth) for text, page in told]
    order = sorted(lines, key=lambda line: (crc32(line[0].encode()), line[0]))
    rows = [(features(text), page, worth) for text, page, worth in order]
    for _ in range(ROUNDS):
        for found, page, worth in rows:
            share = 1 / math.sqrt(len(found))
            logit = share * sum(weights[f] for f in found)
            error = worth * (page - 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))))
            for f in found:
                slope = error * share - DECAY * weights[f]
                seen[f] += slope * slope
                weights[f] += RATE * slope / math.sqrt(seen[f])
    return weights


def stored(weights: list[float]) -> bytes:
    """Return the weights as signed bytes."""
    return bytes(max(-127, min(127, round(weight * SCALE))) & 0xFF for weight in weights)


def logit(data: bytes, text: str) -> float:
    """Return the answer of the stored weights."""
    found = features(text)
    signed = memoryview(data).cast("b")
    return sum(signed[f] for f in found) / SCALE / math.sqrt(len(found))


def main() -> None:
    """Train on nine lines in ten, print how the tenth is judged, then train on all and write."""
    all_lines = {path.stem: examples(path) for path in sorted(LINES.glob("*.txt"))}
    kept = {
        name: [line for line in lines if crc32(line[0].encode()) % KEPT_OUT == 0]
        for name, lines in all_lines.items()
    }
    training = [
        [line for line in lines if crc32(line[0].encode()) % KEPT_OUT] for lines in all_lines.values()
    ]
    data = stored(trained(training))
    print("language  lines  kept  right  page>2  text>2 (text taken for the page at 7 to 1)")
    for name, lines in all_lines.items():
        judged = [(page, logit(data, text)) for text, page in kept[name]]
        right = sum((score > 0) == bool(page) for page, score in judged) / max(1, len(judged))
        page = sum(score > 2 for p, score in judged if p) / max(1, sum(p for p, _ in judged))
        text = sum(score > 2 for p, score in judged if not p) / max(1, sum(not p for p, _ in judged))
        print(f"{name:8} {len(lines):6} {len(judged):5} {right:6.3f} {page:7.3f} {text:7.3f}")
    TARGET.write_bytes(stored(trained(list(all_lines.values()))))


if __name__ == "__main__":
    main()
