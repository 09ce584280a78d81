#!/usr/bin/env python3
"""Scores of vaderSentiment 3.3.2: of made-up sentences one by one, of real comments as digests and accuracies.

Made with Python 3.11: later ones sum with compensation, which can change the sign of a sum that is all but 0.
"""

import csv
import gzip
import hashlib
import importlib.metadata
import io
import random

import numpy
from scipy.stats import spearmanr
from vaderSentiment import vaderSentiment as vader

import oracle

VERSION = importlib.metadata.version("vaderSentiment")
analyzer = vader.SentimentIntensityAnalyzer()

BY_HAND = """\
VADER is smart, handsome, and funny.
VADER is smart, handsome, and funny!
VADER is very smart, handsome, and funny.
VADER is VERY SMART, handsome, and FUNNY.
VADER is VERY SMART, handsome, and FUNNY!!!
VADER is VERY SMART, uber handsome, and FRIGGIN FUNNY!!!
VADER is not smart, handsome, nor funny.
The book was good.
At least it isn't a horrible book.
The book was only kind of good.
The plot was good, but the characters are uncompelling and the dialog is not great.
Today SUX!
Today only kinda sux! But I'll get by, lol
Make sure you :) or :D today!
Catch utf-8 emoji such as 💘 and 💋 and 😁
Not bad at all
nothing for redheads :(
love💓💗 it💓
👍🏽 great ❤️‍🔥 👨‍👩‍👧 🇬🇧 done
I am fed up, it was the kiss of death
the view was to die for really good
you are such a bad ass friend today
the food here was the shit and the bomb
well I was very much in the bus stop trouble
yeah right, that was great
oh sure, and yeah right, great service
no problem, no worries, no no bad
there was no good or bad reason
without doubt the best; without a doubt the best
never so good, never this bad, I was never so very happy
it was so bad and this was so good
the very least good, at least good, least good, the least helpful
It is ok. It is OK! ok, ok
good good good but bad bad bad
good but bad but good but ugly
2.0 but 1.0 nice great but great nice
HELLO this is GOOD and BAD ??
why?? really bad??? good????
Ελλάδα ΑΣ good ΣΟΦΟΣ İstanbul bad
שלום good עולם bad !
这个很好 good！ 不好 bad
Ǆ ǅ GOOD ǆ great
it wasn’t good; it wasn't good; it wasnt good
good\u00a0bad\u2003ugly\u001cfine\u200bnice
kind of good, kind of bad, kind kind of kind
it was just enough good, it was sort of awful, it is sort of GREAT
ON! 🔛 good 🔛 ‼️ ⁉️
"""


def made_up(count):
    draw = random.Random(20240611)
    plain = "the a service was staff and of it they we kind sort just enough death for die heart stop bus".split()
    special = "no not never so this without doubt least at very nor or but BUT isn't cant ain't nothing".split()
    boosters = sorted(vader.BOOSTER_DICT)
    negations = list(vader.NEGATE)
    idioms = sorted(vader.SPECIAL_CASES)
    words = sorted(word for word in analyzer.lexicon if word.isalpha())
    smileys = sorted(word for word in analyzer.lexicon if not word.isalnum() and " " not in word)
    emoji = sorted(analyzer.emojis)
    kinds = [plain, plain, special, boosters, negations, idioms, words, words, words, smileys, emoji]
    for _ in range(count):
        parts = []
        for _ in range(draw.randint(1, 14)):
            word = draw.choice(draw.choice(kinds))
            word = draw.choice([word, word, word, word.upper(), word.capitalize()])
            parts.append(word + draw.choice(["", "", "", "", ",", ".", "!", "?", "!!", "??", "..."]))
            parts.append(draw.choice([" ", " ", " ", " ", "  ", "\n", ""]))
        yield "".join(parts)


def lines(texts):
    for text in texts:
        score = analyzer.polarity_scores(text)
        yield score, f"{score['compound']:.4f} {score['neg']:.3f} {score['neu']:.3f} {score['pos']:.3f}\n"


def digest(texts):
    """Digest of all scores. Minus 0 is written as 0."""
    written = "".join(line.replace("-0.0000", "0.0000") for _, line in lines(texts))
    return hashlib.sha256(written.encode()).hexdigest()


def classes(values, low, high):
    return numpy.where(values >= high, 1, numpy.where(values <= low, -1, 0))


def accuracy(rows):
    truth = numpy.array([float(rating) for rating, _ in rows])
    found = numpy.array([analyzer.polarity_scores(text)["compound"] for _, text in rows])
    a, b = numpy.sign(truth).astype(int), classes(found, -0.05, 0.05)
    f1 = 0.0
    for kind in (-1, 0, 1):
        hits, support = int(((a == kind) & (b == kind)).sum()), int((a == kind).sum())
        both = support + int((b == kind).sum())
        f1 += support * (2 * hits / both if both else 0.0)
    return {
        "n": len(rows),
        "pearson": float(numpy.corrcoef(truth, found)[0, 1]),
        "right": int((a == b).sum()),
        "weighted_f1": f1 / len(rows),
        "sha256": digest(text for _, text in rows),
    }


def rated(name):
    text = gzip.open(oracle.DATA / "vader_ground_truth" / name).read().decode("utf-8")
    rows = [line.split("\t", 2) for line in text.split("\n") if line.strip()]
    return accuracy([(rating, text) for _, rating, text in rows])


def reviews(name, column):
    raw = gzip.open(oracle.DATA / "skytrax" / name).read().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(raw)))
    found = numpy.array([analyzer.polarity_scores(row[column])["compound"] for row in table])
    yes = numpy.array([row["recommended"].strip() in ("1", "1.0") for row in table])
    ranks = numpy.array([(found < x).sum() + ((found == x).sum() + 1) / 2 for x in found])
    auc = (ranks[yes].sum() - yes.sum() * (yes.sum() + 1) / 2) / (yes.sum() * (~yes).sum())
    rating = [float(row["overall_rating"]) if row["overall_rating"] else None for row in table]
    both = [(a, b) for a, b in zip(found, rating) if b is not None]
    return {
        "n": len(table),
        "auc": float(auc),
        "rated": len(both),
        "spearman": float(spearmanr(*zip(*both))[0]),
        "sha256": digest(row[column] for row in table),
    }


sentences = BY_HAND.split("\n")[:-1] + ["", " ", "!!!", "good" * 500] + list(made_up(400))
scored = [[text] + line.split() for text, (_, line) in zip(sentences, lines(sentences))]
note = "text, compound, negative, neutral, positive"
oracle.freeze("vader", VERSION, "sentences", note, scored)
values = {
    "tweets": rated("tweets_GroundTruth.txt.gz"),
    "amazon": rated("amazonReviewSnippets_GroundTruth.txt.gz"),
    "lounge": reviews("lounge.csv.gz", "content"),
    "seat": reviews("seat.csv.gz", "content"),
}
oracle.freeze("vader", VERSION, "comments", "scores of real comments against ratings", values)
