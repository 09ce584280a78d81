"""Scoring comments: journey and vaderSentiment, in one process, in turn.

    python benches/peers/sentiment.py                 # 1,000,000 comments of 5 to 20 words

Needs vaderSentiment (requirements.txt) and journey-py. vaderSentiment, which is slow, scores the first tenth of the comments; its
scores and those of journey by the same rules must agree to 4 decimals in every one of them. The results go into
`sentiment.json`, and from there into `BENCHMARKS.md`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RESULTS = HERE / "sentiment.json"
WORDS = """the staff was really friendly and checkout took forever not happy with my order great price but delivery awful
thanks LOVE it ! :) 😁 broken app so slow today at store""".split()
PEER = "vaderSentiment"


def comments(number: int) -> list[str]:
    """Made-up comments, the same in every run."""
    draw = random.Random(1)
    return [" ".join(draw.choices(WORDS, k=draw.randint(5, 20))) for _ in range(number)]


def timed(score: Callable[[list[str]], list[float]], texts: list[str], repeats: int) -> tuple[list[float], float]:
    """Scores, and the least seconds for a million texts."""
    least, scores = float("inf"), [0.0]
    for _ in range(repeats):
        start = time.perf_counter()
        scores = score(texts)
        least = min(least, time.perf_counter() - start)
    return scores, least * 1e6 / len(texts)


def measure(number: int, repeats: int) -> dict[str, Any]:
    """All of them in turn."""
    import journey
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    texts = comments(number)
    some = texts[: number // 10]
    vader, corrected = (journey.Lexicon.english(rules=rules) for rules in ("vader", "corrected"))
    theirs = SentimentIntensityAnalyzer()
    expected, peer = timed(lambda texts: [theirs.polarity_scores(text)["compound"] for text in texts], some, repeats)
    ours, same_rules = timed(vader.compounds, texts, repeats)
    _, own_rules = timed(corrected.compounds, texts, repeats)
    one = journey.Lexicon.english(rules="vader")
    _, by_one = timed(lambda texts: [one.score(text).compound for text in texts], some, repeats)
    differ = [text for text, a, b in zip(some, ours, expected, strict=False) if abs(a - b) > 0.5e-4 + 1e-12]
    if differ:
        raise SystemExit(f"{len(differ)} of {len(some)} scores differ, such as that of {differ[0]!r}")
    seconds = {PEER: peer, "by_one": by_one, "vader": same_rules, "corrected": own_rules}
    return {"comments": number, "compared": len(some), "seconds": {name: round(s, 3) for name, s in seconds.items()}}


def section(known: dict[str, Any]) -> str:
    """The part of `BENCHMARKS.md`."""
    seconds = known["seconds"]
    names = {
        PEER: "vaderSentiment",
        "by_one": "journey, its rules, one comment a call",
        "vader": "journey, its rules, all in one call",
        "corrected": "journey, corrected rules, all in one call",
    }
    rows = [f"| {title} | {seconds[name]:.2f} | {seconds[PEER] / seconds[name]:.0f} |" for name, title in names.items()]
    return f"""## Scoring comments

Seconds for a million comments of 5 to 20 words in Python, the least of {known["repeats"]} times, and how many times as \
fast as vaderSentiment.
The scores of {known["compared"]:,} comments were compared: equal to 4 decimals, all of them.

| | seconds | times as fast |
|---|---:|---:|
{chr(10).join(rows)}

Measured on {known["date"]} at commit {known["commit"]} in one process, one after the other; Python {known["python"]}, \
vaderSentiment {known["versions"][PEER]},
{known["machine"]["cores"]} cores of {known["machine"]["processor"]} of which vaderSentiment, and journey comment by comment, \
use one, load before {known["machine"]["load_before"]}. Again:
`python benches/peers/sentiment.py`."""


def main() -> None:
    import results
    from run import write

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--comments", type=int, default=1_000_000)
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    os.environ.pop("RAYON_NUM_THREADS", None)
    known = {**results.origin(), "repeats": given.repeats, **measure(given.comments, given.repeats)}
    known["versions"] = {PEER: version(PEER), "journey-py": version("journey-py")}
    RESULTS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    write(results.Results.read(HERE), HERE)
    print(section(known))


if __name__ == "__main__":
    sys.exit(main())
