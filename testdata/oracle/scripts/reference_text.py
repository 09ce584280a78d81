#!/usr/bin/env python3
"""Expected values of the conformance cases about words, from the definitions and vaderSentiment 3.3.2.

usage: reference_text.py [--write]

Scores of `vader` cases are those of the package, not rounded; those of other rules are sums that were worked out by
hand. Digests are kept: see the README of the cases.
"""

import csv
import io
import json
import math
import pathlib
import sys

from vaderSentiment import vaderSentiment as vader

import reference
from reference_numbers import benjamini_hochberg, share

vader.round = lambda number, digits: number
CASES = reference.CASES
Z = 1.959963984540054
NEAR = ["value", "low", "high", "p", "p_adjusted"]
COLUMNS = {"customer": "user", "time": "time", "touchpoint": "event"}


def estimate(value, low, high, n, denominator, method):
    return {"value": value, "low": low, "high": high, "n": n, "denominator": denominator, "method": method,
            "small_sample": n < 30}


def moments(scores):
    n = len(scores)
    if not n:
        return None, None
    mean = math.fsum(scores) / n
    if n == 1:
        return mean, None
    squares = math.fsum((score - mean) ** 2 for score in scores)
    return mean, (0.0 if squares < 1e-12 else squares / (n - 1) / n)


def words_of(text):
    """The words that moved the score of the package, found by looking at it at work."""
    analyzer, seen = vader.SentimentIntensityAnalyzer(), []
    check = analyzer._but_check
    analyzer._but_check = lambda words, values: seen.append((words, check(words, values))) or seen[0][1]
    compound = analyzer.polarity_scores(text)["compound"]
    return compound, [(word.lower(), value) for word, value in zip(*seen[0]) if value]


def sentiment(rows, options, by_hand):
    def scored(text):
        if options.get("rules") == "vader":
            return words_of(text)
        words = by_hand[text]
        total = sum(value for _, value in words)
        return total / math.sqrt(total * total + 15), words

    comments, empty, tallies = [], 0, {}
    for number, row in enumerate(rows, 1):
        text = row[options["column"]].strip()
        if not text:
            empty += 1
            continue
        compound, words = scored(text)
        for word in {word for word, _ in words}:
            tally = tallies.setdefault(word, [0, []])
            tally[0] += 1
            tally[1] += [value for other, value in words if other == word]
        group = row["event"] if options.get("by") == "touchpoint" else row.get(options.get("by") or "", "")
        comments.append((group or None, compound, row["user"], number, row["event"], text))

    def most(group, sign):
        best = {}
        for one in sorted(group, key=lambda one: (one[2].encode(), one[3])):
            if one[1] * sign >= 0.05:
                best.setdefault(one[5], one)
        order = sorted(best.values(), key=lambda one: (-abs(one[1]), one[5].encode()))
        names = ("compound", "customer", "row", "touchpoint", "text")
        return [dict(zip(names, one[1:])) for one in order[: options.get("examples", 3)]]

    def row(name, group, p, p_adjusted):
        scores = [one[1] for one in group]
        n, (mean, variance) = len(group), moments(scores)
        half = None if variance is None else Z * math.sqrt(variance)
        low, high = (None, None) if half is None else (max(mean - half, -1.0), min(mean + half, 1.0))
        return {
            "group": name,
            "comments": n,
            "negative": share(sum(s <= -0.05 for s in scores), n, "comments"),
            "neutral": share(sum(-0.05 < s < 0.05 for s in scores), n, "comments"),
            "positive": share(sum(s >= 0.05 for s in scores), n, "comments"),
            "mean": estimate(mean, low, high, n, "comments", "wald"),
            "p": p,
            "p_adjusted": p_adjusted,
            "most_negative": most(group, -1),
            "most_positive": most(group, 1),
        }

    def p_value(group):
        a = moments([one[1] for one in group])
        b = moments([one[1] for one in comments if one not in group])
        if a[1] is None or b[1] is None or a[1] + b[1] == 0:
            return None
        return math.erfc(abs(a[0] - b[0]) / math.sqrt(a[1] + b[1]) / math.sqrt(2))

    names = sorted({one[0] for one in comments if one[0]} if options.get("by") else [], key=str.encode)
    groups = [[one for one in comments if one[0] == name] for name in names]
    p = [p_value(group) for group in groups]
    listed = [row(None, comments, None, None)]
    listed += [row(*four) for four in zip(names, groups, p, benjamini_hochberg(p))]

    def pushed(sign):
        found = [(word, n, math.fsum(values)) for word, (n, values) in tallies.items()]
        found = sorted((f for f in found if f[2] * sign > 0), key=lambda f: (-abs(f[2]), f[0].encode()))
        return [dict(zip(("word", "comments", "valence"), f)) for f in found[: options.get("words", 10)]]

    return {"rows": listed, "negative_words": pushed(-1), "positive_words": pushed(1), "without_text": empty,
            "tested": sum(x is not None for x in p)}


def table(rows, further=()):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["user", "time", "event", "text", *further])
    for number, (user, event, text, *more) in enumerate(rows):
        writer.writerow([user, f"2024-03-{number % 28 + 1:02}T10:00:00Z", event, text, *more])
    return out.getvalue()


TEXTS = [
    ("ann", "lounge", "Lovely place, really great staff :)", "gold"),
    ("bob", "lounge", "Not bad at all!!", "gold"),
    ("cem", "check-in", "The queue was AWFUL and nobody helped", "basic"),
    ("dan", "check-in", "At noon", ""),
    ("eve", "check-in", "horrible, never again!!!", "basic"),
    ("ann", "lounge", "   ", "gold"),
    ("fay", "gate", "", "basic"),
    ("gus", "gate", "It was good but the boarding was a mess and rude", "basic"),
    ("hal", "lounge", "Great food, great view, friendly", "gold"),
    ("ida", "check-in", "horrible, never again!!!", "gold"),
    ("jon", "gate", "ok I guess?? lol", ""),
    ("kim", "lounge", "Lovely place, really great staff :)", "basic"),
    ("leo", "gate", "Kind of good, sort of friendly, without doubt the best", "gold"),
    ("mia", "check-in", "I was so very happy with the fast and helpful staff 😁", "gold"),
    ("ned", "check-in", "broken belts, dirty floor, angry people :(", "basic"),
]
GERMAN = "gut\t2\nschlecht\t-2.5\nnicht\tnegation\nsehr\tbooster\t0.5\naber\tcontrast\nunter aller sau\t-3\n"
GERMAN_TEXTS = {
    "Sehr gut": [("gut", 2.5)],
    "Nicht gut": [("gut", 2 * -0.74)],
    "Schlecht aber gut": [("schlecht", -1.25), ("gut", 3.0)],
    "Das war unter aller Sau.": [("unter aller sau", -3.0)],
    "Keine Meinung": [],
}
EMOJI_TEXTS = {
    "nothing for me :(": [(":(", -1.9)],
    "💓💓": [("💓", 3.5), ("💓", 3.5)],
    "I am fed up": [("fed up", -1.8)],
    "so fine 🇬🇧": [("fine", 0.8 + 0.293)],
    "it don’t look good": [("good", 1.9 * -0.74)],
}


def shop():
    """Comments of a made-up shop, with dates and a tier."""
    import random

    draw = random.Random(7)
    good = ["friendly staff", "fast delivery", "great price", "easy to find", "the friendly staff helped me"]
    bad = ["long queue at the till", "rude staff", "terrible wait", "broken app", "long queue", "pas d'accord, 很好吃"]
    rows = []
    for number in range(120):
        place = draw.choice(["app", "store", "phone"])
        pool = good if draw.random() < (0.7 if place == "store" else 0.35) else bad
        text = ", ".join(draw.sample(pool, draw.randint(1, 3))) + draw.choice([".", "!", "", " 100"])
        if number % 17 == 0:
            text = ""
        rows.append((f"c{draw.randint(1, 60)}", place, text, draw.choice(["gold", "basic", ""])))
    return rows


def theme_cases():
    rows = shop()
    yield "by_touchpoint", "Three touchpoints, each against the two others", rows, {"column": "text", "by": "touchpoint", "top": 6}
    yield "by_tier_within_touchpoint", "Two tiers within each touchpoint; comments without a tier are in no group", rows, \
        {"column": "text", "by": "tier", "within": "touchpoint", "least": 3, "prior": 2.5, "words": 2}
    yield "since", "After a time against before", rows, {"column": "text", "since": "2024-03-15T00:00:00Z", "examples": 1}
    yield "own_stop_words", "No stop words but one, single words only", rows, \
        {"column": "text", "by": "touchpoint", "stop_words": ["staff"], "words": 1, "least": 8}
    yield "negative_against_positive", "By sentiment, scored as vaderSentiment 3.3.2 does", rows, {"column": "text", "rules": "vader"}


def theme_comments(rows, options):
    comments, empty = [], 0
    for number, (user, event, text, tier) in enumerate(rows):
        if not text.strip():
            empty += 1
            continue
        if options.get("by"):
            group = event if options["by"] == "touchpoint" else tier
        elif options.get("since"):
            group = "after" if number % 28 + 1 >= 15 else "before"
        else:
            compound, _ = words_of(text)
            group = "negative" if compound <= -0.05 else "positive" if compound >= 0.05 else ""
        if group:
            comments.append((event if options.get("within") else None, group, text, user, number + 1, event))
    return comments, empty


def cases():
    yield "by_touchpoint_as_vader", "Comments by touchpoint, scored as vaderSentiment 3.3.2 does", \
        table(TEXTS, ["tier"]), {"column": "text", "by": "touchpoint", "rules": "vader"}, {}
    yield "by_tier_as_vader", "By a column, with one example and three words; comments without a tier count in all only", \
        table(TEXTS, ["tier"]), {"column": "text", "by": "tier", "rules": "vader", "examples": 1, "words": 3}, {}
    rows = [(f"u{i}", "shop", text) for i, text in enumerate(GERMAN_TEXTS)]
    yield "another_language", "A lexicon of the user's own, with a unit of three words", table(rows), \
        {"column": "text", "lexicon": GERMAN, "by": "touchpoint"}, GERMAN_TEXTS
    rows = [(f"u{i}", "app" if i % 2 else "web", text) for i, text in enumerate(EMOJI_TEXTS)]
    yield "faults_mended", "What the original gets wrong: a negated smiley, a beating heart, an idiom, a flag, a typographic quote", \
        table(rows), {"column": "text", "by": "touchpoint"}, EMOJI_TEXTS
    yield "no_comments", "Without any comment there is no mean", table([("a", "x", " "), ("b", "x", "")]), \
        {"column": "text", "by": "touchpoint"}, {}


ERRORS = [
    ("no_such_column", "The column must be there", {"column": "txt"}, {"code": "unknown_name", "name": "txt"}),
    ("lexicon_with_a_bad_line", "A lexicon that cannot be read names the line", {"column": "text", "lexicon": "gut\t2\nschlecht\tx\n"},
     {"code": "bad_value", "line": 2}),
]


def write_themes(write):
    import reference_themes

    bad, folder = 0, CASES / "themes"
    folder.mkdir(exist_ok=True)
    for name, description, rows, options in theme_cases():
        path = folder / f"{name}.json"
        old = json.loads(path.read_text("utf-8")) if path.exists() else {}
        log = {"csv": table(rows, ["tier"]), "columns": {**COLUMNS, "kinds": {"text": "text"}}}
        comments, empty = theme_comments(rows, options)
        # Before comes before after.
        order = {"order": ["before", "after"].index} if options.get("since") else {}
        expected = reference_themes.themes(comments, {**options, **order}, empty)
        case = {"description": description, "operation": "themes", "log": log, "map": None, "options": options,
                "near": [*NEAR, "log_odds", "z"], "digest": old.get("digest", ""), "expected": expected}
        if write:
            path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", "utf-8")
        elif found := reference.same(old.get("expected"), expected, case["near"]):
            bad += 1
            print(name, *found[:10], sep="\n  ")
    return bad


def main(write):
    bad = write_themes(write)
    folder = CASES / "sentiment"
    folder.mkdir(exist_ok=True)
    for name, description, text, options, by_hand in cases():
        path = folder / f"{name}.json"
        old = json.loads(path.read_text("utf-8")) if path.exists() else {}
        # A column of nothing but blanks and repeated texts is a text column here.
        log = {"csv": text, "columns": {**COLUMNS, "kinds": {"text": "text"}}}
        expected = sentiment(list(csv.DictReader(io.StringIO(text))), options, by_hand)
        case = {"description": description, "operation": "sentiment", "log": log, "map": None, "options": options,
                "near": NEAR, "digest": old.get("digest", ""), "expected": expected}
        if write:
            path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", "utf-8")
        elif found := reference.same(old.get("expected"), expected, NEAR):
            bad += 1
            print(name, *found[:10], sep="\n  ")
    for name, description, options, error in ERRORS:
        case = {"description": description, "operation": "sentiment",
                "log": {"csv": table(TEXTS[:3], ["tier"]), "columns": COLUMNS}, "map": None, "options": options, "error": error}
        if write:
            (folder / f"{name}.json").write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
