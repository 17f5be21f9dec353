"""How well topics are learnt from few labels: accuracy on the rest of a labelled set, and what a threshold leaves.

    python benchmarks/topics.py FOLDER [--labels 5 10 20] [--draws 5] [--language en]

FOLDER holds files `*.jsonl`, a line each text: {"class": …, "text": …}; all files are one set. For each number of
labels a class, labels are drawn at random (by a fixed seed for each draw), the classifier learns from them and
from the words of all other texts, and is measured on those. Prints the mean of the draws.
"""

import argparse
import json
import random
import time
from collections import Counter
from pathlib import Path

from backfile.archive.learning import guesses, sampled, trained
from backfile.archive.stemming import stems_of


def main() -> None:
    """Print a line for each number of labels."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", type=int, nargs="+", default=[5, 10, 20])
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--language", default="en")
    asked = parser.parse_args()
    lines = [line for file in sorted(asked.folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    texts = [json.loads(line) for line in lines]
    classes = [text["class"] for text in texts]
    bags = [dict(Counter(stems_of([text["text"]], asked.language))) for text in texts]
    print(f"{len(texts)} texts, {len(set(classes))} classes, mean of {asked.draws} draws")
    print("labels  accuracy  worst draw  shown  right of those shown  seconds")
    for labels in asked.labels:
        begun = time.perf_counter()
        results = [measured(bags, classes, labels, seed) for seed in range(asked.draws)]
        spent = (time.perf_counter() - begun) / asked.draws
        accuracy, shown, right = (sum(column) / asked.draws for column in zip(*results, strict=True))
        worst = min(result[0] for result in results)
        print(f"{labels:6}  {accuracy:8.4f}  {worst:10.4f}  {shown:5.2f}  {right:20.4f}  {spent:7.1f}")


def measured(
    bags: list[dict[str, int]], classes: list[str], labels: int, seed: int
) -> tuple[float, float, float]:
    """Return (accuracy on all texts without labels, part that is shown, accuracy on that part)."""
    draw = random.Random(seed)
    drawn: list[int] = []
    for name in sorted(set(classes)):
        drawn += draw.sample([n for n, own in enumerate(classes) if own == name], labels)
    rest = [n for n in range(len(bags)) if n not in set(drawn)]
    helping = [bags[int(n)] for n in sampled(str(n) for n in rest)]
    model = trained([(bags[n], [classes[n]]) for n in drawn], helping)
    if model is None:
        raise SystemExit("too few labels or classes to learn from")
    answers = [(classes[n], *guesses(model, bags[n])) for n in rest]
    right = [guess.topic == own for own, guess, _ in answers]
    shown = [guess.topic == own for own, guess, sure in answers if sure]
    return sum(right) / len(rest), len(shown) / len(rest), sum(shown) / max(1, len(shown))


if __name__ == "__main__":
    main()
