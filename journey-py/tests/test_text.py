"""Lexicons and classifiers of texts."""

from __future__ import annotations

from pathlib import Path

import pytest

import journey as jn

GERMAN = "gut\t1.9\nschlecht\t-2.5\nnicht\tnegation\n"
TEXTS = ["long queue", "queue too long", "slow queue", "nice view", "very nice lounge", "nice staff"]
LABELS = ["waiting", "waiting", "waiting", "place", "place", "place"]


def test_lexicons_score_and_explain(tmp_path: Path) -> None:
    english = jn.Lexicon.english()
    assert (len(english) > 7500, english.rules) == (True, "corrected")
    # vaderSentiment 3.3.2
    vader = jn.Lexicon.english(rules="vader")
    assert round(vader.score("VADER is smart, handsome, and funny.").compound, 4) == 0.8316
    assert vader.score("nothing for redheads :(").kind == "positive"
    assert english.compounds(["bad", ""]) == [english.score("bad").compound, 0.0]
    assert [word.word for word in english.explain("Fed up :(")] == ["fed up", ":("]
    file = tmp_path / "german.txt"
    file.write_text(GERMAN, encoding="utf-8")
    for german in (jn.Lexicon.read(file), jn.Lexicon.read_text(GERMAN)):
        assert german.score("Nicht gut").kind == "negative" and repr(german) == "Lexicon(2 words)"
    assert jn.Lexicon.from_entries({"gut": 1.9}).score("gut").kind == "positive"


def test_bad_lexicons_name_the_line(tmp_path: Path) -> None:
    with pytest.raises(jn.BadValueError) as error:
        jn.Lexicon.read_text("gut\t1\nschlecht\tx\n")
    assert error.value.place is not None and error.value.place.line == 2
    file = tmp_path / "latin.txt"
    file.write_bytes(b"gut\t1\nsch\xf6n\t2\n")
    with pytest.raises(jn.EncodingError) as wrong:
        jn.Lexicon.read(file)
    assert wrong.value.place is not None and wrong.value.place.line == 2
    with pytest.raises(jn.InvalidOptionError):
        jn.Lexicon.from_entries({"gut": float("nan")})


def test_classifiers_learn_are_saved_and_say_how_right_they_are(tmp_path: Path) -> None:
    classifier = jn.TextClassifier.fit(TEXTS, LABELS)
    assert classifier.labels == ["place", "waiting"] and classifier.predict("a queue") == "waiting"
    assert sum(one.probability for one in classifier.probabilities("nice")) == pytest.approx(1.0)
    assert {word.label for word in classifier.top_words(1)} == {"place", "waiting"}
    classifier.save(tmp_path / "model.json")
    again = jn.TextClassifier.load(tmp_path / "model.json")
    assert again.to_json() == classifier.to_json() == jn.TextClassifier.from_json(again.to_json()).to_json()
    report = jn.TextClassifier.cross_validate(TEXTS, LABELS, folds=3, seed=4)
    assert report == jn.TextClassifier.cross_validate(TEXTS, LABELS, folds=3, seed=4)
    assert report.texts == 6 and report.accuracy_low <= report.accuracy <= report.accuracy_high
    with pytest.raises(jn.InvalidOptionError):
        jn.TextClassifier.cross_validate(TEXTS, LABELS, folds=4)
    with pytest.raises(jn.InvalidOptionError):
        jn.TextClassifier.fit(TEXTS, LABELS[1:])
