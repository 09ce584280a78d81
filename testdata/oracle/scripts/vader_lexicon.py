"""Writes the English lexicons of journey-core/src/text/data from those of vaderSentiment 3.3.2 (PyPI, MIT).

    pip install vaderSentiment==3.3.2
    python testdata/oracle/scripts/vader_lexicon.py

Of words, the mean of the raters is kept (of words that the original lists twice, the last mean, as there). Of emoji,
the description is kept: of all that are one code point, and of longer ones, flags left out, that say something else than
their first code point does.
"""
from pathlib import Path

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

FOLDER = Path(__file__).parents[3] / "journey-core/src/text/data"


def score(analyzer, description):
    return analyzer.polarity_scores(description)["compound"]


def kept(analyzer, emoji, description):
    """Whether more than the first code point is needed to know what an emoji says."""
    if len(emoji) == 1:
        return True
    flag = "\U0001f1e6" <= emoji[0] <= "\U0001f1ff"
    tones = any("\U0001f3fb" <= code <= "\U0001f3ff" for code in emoji)
    if tones or flag or "\ufe0f" in emoji:
        return False
    first = analyzer.emojis.get(emoji[0], "")
    return score(analyzer, first) != score(analyzer, description)


analyzer = SentimentIntensityAnalyzer()
words = "".join(f"{word}\t{mean:g}\n" for word, mean in sorted(analyzer.lexicon.items()))
(FOLDER / "english.txt").write_text(words, encoding="utf-8")
emoji = sorted((e, d) for e, d in analyzer.emojis.items() if kept(analyzer, e, d))
(FOLDER / "emoji.txt").write_text("".join(f"{e}\t{d}\n" for e, d in emoji), encoding="utf-8")
