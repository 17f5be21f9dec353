"""How well topics are learnt from few labels: accuracy on the rest of a labelled set, and what a threshold leaves.

    python benchmarks/topics.py FOLDER [--labels 5 10 20] [--draws 5] [--language en] [--unknown]

FOLDER holds files `*.jsonl`, a line each text: {"class": …, "text": …}; all files are one set. For each number of
labels a class, labels are drawn at random (by a fixed seed for each draw), the classifier learns from them and
from the words of all other texts, and is measured on those. Prints the mean of the draws. With `--unknown` each class
in turn has no labels, and the part of its texts that are given a topic all the same is printed too.
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
    parser.add_argument("--unknown", action="store_true", help="leave out the labels of each class in turn")
    asked = parser.parse_args()
    lines = [line for file in sorted(asked.folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    texts = [json.loads(line) for line in lines]
    classes = [text["class"] for text in texts]
    bags = [dict(Counter(stems_of([text["text"]], asked.language))) for text in texts]
    if asked.unknown:
        _unknown(bags, classes, asked.labels)
        return
    print(f"{len(texts)} texts, {len(set(classes))} classes, mean of {asked.draws} draws")
    print("labels  accuracy  worst draw  shown  right of those shown  seconds")
    for labels in asked.labels:
        begun = time.perf_counter()
        results = [measured(bags, classes, labels, seed) for seed in range(asked.draws)]
        spent = (time.perf_counter() - begun) / asked.draws
        accuracy, shown, right, _ = (sum(column) / asked.draws for column in zip(*results, strict=True))
        worst = min(result[0] for result in results)
        print(f"{labels:6}  {accuracy:8.4f}  {worst:10.4f}  {shown:5.2f}  {right:20.4f}  {spent:7.1f}")


def _unknown(bags: list[dict[str, int]], classes: list[str], each: list[int]) -> None:
    print("labels  class without labels  given a topic  others shown  right of those shown")
    for labels in each:
        for left_out in sorted(set(classes)):
            _, shown, right, drawn = measured(bags, classes, labels, 0, left_out)
            print(f"{labels:6}  {left_out:20}  {drawn:13.3f}  {shown:12.3f}  {right:20.4f}")


def measured(
    bags: list[dict[str, int]], classes: list[str], labels: int, seed: int, left_out: str = ""
) -> tuple[float, float, float, float]:
    """Return (accuracy on all texts without labels, part that is shown, accuracy on that part, part of the class
    without any labels that is given a topic). The first three are of the classes with labels."""
    draw = random.Random(seed)
    drawn: list[int] = []
    for name in sorted(set(classes) - {left_out}):
        drawn += draw.sample([n for n, own in enumerate(classes) if own == name], labels)
    rest = [n for n in range(len(bags)) if n not in set(drawn)]
    helping = [bags[int(n)] for n in sampled(str(n) for n in rest)]
    model = trained([(bags[n], [classes[n]]) for n in drawn], helping)
    if model is None:
        raise SystemExit("too few labels or classes to learn from")
    answers = [(classes[n], *guesses(model, bags[n])) for n in rest]
    strange = [sure for own, _, sure in answers if own == left_out]
    answers = [answer for answer in answers if answer[0] != left_out]
    right = [guess.topic == own for own, guess, _ in answers]
    shown = [guess.topic == own for own, guess, sure in answers if sure]
    drawn_in = sum(strange) / max(1, len(strange))
    return sum(right) / len(right), len(shown) / len(right), sum(shown) / max(1, len(shown)), drawn_in


if __name__ == "__main__":
    main()
