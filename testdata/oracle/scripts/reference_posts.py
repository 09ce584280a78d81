#!/usr/bin/env python3
"""Cases of the operation `posts`, with expected values from its definition, in plain Python.

usage: reference_posts.py [--write]
"""

import json
import math
import pathlib
import random
import re
import sys
import unicodedata
from datetime import date, timedelta

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from reference import same  # noqa: E402
from reference_numbers import Z95, benjamini_hochberg, share, wilson  # noqa: E402
from reference_themes import runs, stop_words  # noqa: E402

CASES = pathlib.Path(__file__).parents[2] / "conformance" / "posts"
LEXICON = {"love": 3.0, "nice": 1.8, "terrible": -2.4, "slow": -1.2}
TAG = r"[\w\u0300-\u036f\u200c\u200d\u00b7\u30fb]"
LINK = re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>\"]*", re.I)
MAIL = re.compile(r"[A-Za-z0-9_.%+-]*[A-Za-z0-9_]@[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*")
HASHTAG = re.compile(rf"(?<![\w&/#])#((?=[\d_]*[^\W\d_]){TAG}+)(?![#])")
MENTION = re.compile(r"(?<![A-Za-z0-9_!#$%&*@])@([A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*)")


def fold(text):
    return unicodedata.normalize("NFC", text).lower()


def taken_apart(text):
    text = MAIL.sub(" . ", LINK.sub(" . ", text))
    hashtags = {"#" + fold(tag) for tag in HASHTAG.findall(text)}
    text = HASHTAG.sub(" . ", text)
    mentions = {"@" + name.lower() for name in MENTION.findall(text)}
    return hashtags, mentions, fold(MENTION.sub(" . ", text))


def within(topic, hashtags, mentions, word_runs):
    for term in map(fold, topic["terms"]):
        if term[0] in "#@":
            if term in hashtags | mentions:
                return True
            continue
        phrase = [word for run in runs(term) for word, _ in run]
        for run in word_runs:
            words = [word for word, _ in run]
            if any(words[at : at + len(phrase)] == phrase for at in range(len(words))):
                return True
        if len(phrase) == 1 and "#" + phrase[0] in hashtags:
            return True
    return False


def mean(values, denominator, bounds=(-math.inf, math.inf)):
    n, value, low, high = len(values), None, None, None
    if n:
        value = math.fsum(values) / n
    if n > 1:
        half = Z95 * math.sqrt(math.fsum((x - value) ** 2 for x in values) / (n - 1) / n)
        low, high = max(value - half, bounds[0]), min(value + half, bounds[1])
    return {"value": value, "low": low, "high": high, "n": n, "denominator": denominator, "method": "wald",
            "small_sample": n < 30}


def fisher(now, n, before, m):
    """The exact upper tail, in whole numbers."""
    successes = now + before
    ways = sum(math.comb(n, k) * math.comb(m, successes - k) for k in range(now, min(n, successes) + 1))
    return ways / math.comb(n + m, successes)


def posts(rows, options):
    stop = stop_words()
    reactions, examples = options.get("reactions", []), options.get("examples", 2)
    length = {"day": 1, "week": 7}[options.get("period", "week")]
    weeks = [date.fromisoformat(row["time"][:10]).toordinal() - 1 for row in rows]
    last = max(day // length for day in weeks) if length == 7 else max(weeks)
    all_posts, empty = [], 0
    for number, (row, day) in enumerate(zip(rows, weeks), 1):
        if not row["text"].strip():
            empty += 1
            continue
        hashtags, mentions, rest = taken_apart(row["text"])
        word_runs = runs(rest)
        words = {word for run in word_runs for word, _ in run}
        total = math.fsum(LEXICON.get(word, 0.0) for run in runs(fold(row["text"])) for word, _ in run)
        values = [float(row[column]) if row[column] else None for column in reactions]
        given = [value for value in values if value is not None]
        compound = total / math.sqrt(total * total + 15) if total else 0.0
        groups = [("topic", topic["name"]) for topic in options.get("topics", [])
                  if within(topic, hashtags, mentions, word_runs)]
        groups += [("hashtag", tag) for tag in hashtags] + [("mention", tag) for tag in mentions]
        terms = hashtags | {w for w in words if len(w.encode()) > 1 and not w.isdigit() and w not in stop}
        all_posts.append({
            "customer": row["user"], "time": row["time"], "groups": groups, "terms": terms, "values": values,
            "sum": math.fsum(given) if given else None, "compound": compound, "new": day // length == last,
            "example": {"customer": row["user"], "row": number, "touchpoint": row["event"], "text": row["text"].strip(),
                        "compound": compound},
        })

    def shown(some):
        best, order = [], sorted(some, key=lambda one: (one["customer"].encode(), one["example"]["row"]))
        order.sort(key=lambda one: one["time"], reverse=True)
        order.sort(key=lambda one: one["sum"] or 0.0, reverse=True)
        for one in order:
            if one["example"]["text"] not in [other["text"] for other in best]:
                best.append(one["example"])
        return best[:examples]

    def row_of(kind, name, some):
        n = len(some)
        return {
            "kind": kind,
            "name": name,
            "posts": n,
            "customers": len({one["customer"] for one in some}),
            "share": share(n, len(all_posts), "posts"),
            "negative": share(sum(one["compound"] <= -0.05 for one in some), n, "posts"),
            "positive": share(sum(one["compound"] >= 0.05 for one in some), n, "posts"),
            "mean": mean([one["compound"] for one in some], "posts", (-1.0, 1.0)),
            "reactions": [
                {"column": column, "sum": math.fsum(one["values"][at] or 0.0 for one in some),
                 "posts": sum(one["values"][at] is not None for one in some)}
                for at, column in enumerate(reactions)
            ],
            "engagement": mean([one["sum"] for one in some if one["sum"] is not None],
                               "posts with a number of reactions"),
            "examples": shown(some),
        }

    def group(key):
        return [one for one in all_posts if key in one["groups"]]

    keys = [("topic", topic["name"]) for topic in options.get("topics", [])]
    for kind in ("hashtag", "mention"):
        found = {key for one in all_posts for key in one["groups"] if key[0] == kind}
        keys += sorted(found, key=lambda key: (-len(group(key)), key[1].encode()))[: options.get("top", 20)]
    rows_out = [row_of(None, None, all_posts)] + [row_of(*key, group(key)) for key in keys]

    new, old = ([one for one in all_posts if one["new"] == flag] for flag in (True, False))
    terms = sorted({term for one in all_posts for term in one["terms"]}, key=str.encode)
    counts = {term: (sum(term in one["terms"] for one in new), sum(term in one["terms"] for one in old)) for term in terms}
    terms = [term for term in terms if sum(counts[term]) >= options.get("least", 10)] if old else []
    p = [fisher(counts[term][0], len(new), counts[term][1], len(old)) for term in terms]
    trending = []
    for term, value, adjusted in zip(terms, p, benjamini_hochberg(p)):
        if adjusted > 0.05:
            continue
        now, before = counts[term]
        a, b = share(now, len(new), "posts of the last period"), share(before, len(old), "posts before")
        difference = a["value"] - b["value"]
        trending.append({
            "term": term, "posts": now, "posts_before": before,
            "customers": len({one["customer"] for one in new if term in one["terms"]}),
            "share": a, "share_before": b,
            "difference": {**a, "value": difference, "method": "newcombe",
                           "low": difference - math.hypot(a["value"] - a["low"], b["high"] - b["value"]),
                           "high": difference + math.hypot(a["high"] - a["value"], b["value"] - b["low"])},
            "ratio": a["value"] / b["value"] if before else None, "p": value, "p_adjusted": adjusted,
            "first_seen": min(one["time"] for one in all_posts if term in one["terms"]),
            "examples": shown([one for one in new if term in one["terms"]]),
        })
    trending.sort(key=lambda row: row["p"])
    start = date.fromordinal(last * length + 1)
    return {"rows": rows_out, "trending": trending[: options.get("top", 20)], "period": start.isoformat(),
            "tested": len(p), "without_text": empty}


def made(seed, size, burst):
    random.seed(seed)
    openings = ["I love", "nice", "terrible", "slow", "here is", "look at"]
    things = ["#WiFi", "the wifi", "lounge", "#caf\u00e9", "#cafe\u0301", "@Brand", "waiting area", "food @brand.air"]
    ends = ["", " #travel", " https://t.co/#x", " mail ann@x.org", " \U0001f389", " \u65e5\u672c #\u65c5\u884c", " #2024"]
    rows = []
    for number in range(size):
        day = date(2024, 1, 1) + timedelta(days=number * 28 // size)
        new = day >= date(2024, 1, 22)
        extra = " gate strike #Strike" if new and random.random() < burst else ""
        text = f"{random.choice(openings)} {random.choice(things)}{extra}{random.choice(ends)}"
        rows.append({"user": f"u{random.randint(0, size // 2):03}", "time": f"{day}T{number % 24:02}:{number % 60:02}:00Z",
                     "event": "post", "text": "" if number % 29 == 5 else text,
                     "likes": str(random.randint(0, 9)) if number % 7 else "", "shares": str(random.randint(0, 3)) if number % 5 else ""})
    return rows


def cases():
    lexicon = "".join(f"{word}\t{value}\n" for word, value in LEXICON.items())
    topics = [{"name": "net", "terms": ["wifi", "internet"]}, {"name": "hall", "terms": ["Waiting Area", "#caf\u00e9"]},
              {"name": "us", "terms": ["@brand"]}, {"name": "nobody", "terms": ["zebra"]}]
    every = {"column": "text", "reactions": ["likes", "shares"], "topics": topics, "lexicon": lexicon}
    yield "topics_and_a_burst", "Topics, tags, reactions, and a term that is new", made(1, 120, 0.6), every
    yield "nothing_new", "The same all the time, by day", made(2, 60, 0.0), {"column": "text", "lexicon": lexicon, "period": "day", "least": 5}
    yield "few_examples", "One hashtag and one example", made(3, 80, 0.9), {
        "column": "text", "lexicon": lexicon, "reactions": ["shares"], "top": 1, "examples": 1, "least": 3}


def main(write):
    CASES.mkdir(exist_ok=True)
    bad = 0
    for name, description, rows, options in cases():
        path = CASES / f"{name}.json"
        old = json.loads(path.read_text("utf-8")) if path.exists() else {}
        head = ["user", "time", "event", "text", "likes", "shares"]
        csv = "\n".join([",".join(head), *(",".join(row[column] for column in head) for row in rows)]) + "\n"
        kinds = {"text": "text", "likes": "number", "shares": "number"}
        case = {"description": description, "operation": "posts",
                "log": {"csv": csv, "columns": {"customer": "user", "time": "time", "touchpoint": "event", "kinds": kinds}},
                "map": None, "options": options, "near": ["value", "low", "high", "p", "p_adjusted", "compound", "sum"],
                "digest": old.get("digest", ""), "expected": posts(rows, options)}
        if write:
            path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", "utf-8")
        elif found := same(old.get("expected"), case["expected"], case["near"]):
            bad += 1
            print(name, *found[:10], sep="\n  ")
    return bad


if __name__ == "__main__":
    sys.exit(main("--write" in sys.argv))
