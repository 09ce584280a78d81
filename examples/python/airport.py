"""San Francisco airport as its passengers rate it: from two waves of a survey to a measured map, and what moves satisfaction.

JOURNEY_DATA=DATA python examples/python/airport.py OUTPUT_FOLDER
"""

import csv
import gzip
import json
import os
import sys
import tempfile
from pathlib import Path

import journey as jn

if "JOURNEY_DATA" not in os.environ:
    print("skipped: JOURNEY_DATA is not set")
    sys.exit(0)

MAPS = Path(__file__).parents[1] / "maps"
DATA = Path(os.environ["JOURNEY_DATA"]) / "sfo_survey"
ZONE = "America/Los_Angeles"

# What is rated, in the order of the journey: column of 2017, touchpoint.
RATINGS = {
    "Q13GETRATE": "way",
    "Q7ROADS": "roads",
    "Q7PARK": "parking",
    "Q7RENTAL": "rental",
    "Q14FIND": "find",
    "Q7SIGN": "signs",
    "Q14PASSTHRU": "screening",
    "Q10SAFE": "safety",
    "Q7FOOD": "restaurants",
    "Q7STORE": "shops",
    "Q7WIFI": "wifi",
    "Q7ART": "art",
    "Q9RESTROOM": "restrooms",
    "Q7WALKWAYS": "walkways",
    "Q7SCREENS": "screens",
    "Q9BOARDING": "gate",
}
# Further answers and their codes for "no answer".
ANSWERS = {"Q7ALL": "overall", "Q9ALL": "clean", "NETPRO": "recommend", "Q2PURP1": "purpose", "BAREA": "boarding_area"}
NO_ANSWER = {"Q9ALL": [0.0, 6.0], "NETPRO": [11.0], "Q2PURP1": [0.0]}
PURPOSES: dict[bool | float | str, bool | float | str] = {
    1: "business", 2: "holiday", 3: "family", 4: "other", 5: "business", 6: "family", 7: "other",
    10: "other", 11: "other", 12: "other", 13: "other",
}
# What these columns are called in 2018.
RENAMED = {
    "NETPRO": "NETPRO  ", "Q14FIND": "Q14FIND ", "Q7WALKWAYS": "Q7WALKWAY", "Q9ALL": "Q9All", "Q9BOARDING": "Q9Boarding",
    "Q9RESTROOM": "Q9Restroom", "Q10SAFE": "Q10Safe",
}  # fmt: skip


def wave(year: int, renamed: dict[str, str]) -> jn.EventLog:
    """The survey of a May: 0 is blank and 6 "never used" or "don't know"."""

    def here(column: str) -> str:
        return renamed.get(column, column)

    return jn.EventLog.read_survey(
        DATA / f"sfo_{year}.csv.gz",
        respondent="RESPNUM",
        at=f"{year}-05-15",
        time_zone=ZONE,
        ratings={here(column): touchpoint for column, touchpoint in RATINGS.items()},
        no_answer=[0, 6],
        no_answer_of={here(column): codes for column, codes in NO_ANSWER.items()},
        keep=[here(column) for column in ANSWERS],
        names={here(column): name for column, name in ANSWERS.items()} | {"WEIGHT": "weight"},
        recode={"Q2PURP1": PURPOSES},
        weight="WEIGHT",
        missing=["Blank", "BLANK"],
    )


def comments() -> jn.EventLog:
    """The comments of 2017 as the airport coded them: several a passenger, each with a code and how positive it is."""
    return jn.EventLog.read_survey(
        DATA / "sfo_2017_comments.csv.gz",
        respondent="RESPNUM_FK",
        at="2017-05-15",
        time_zone=ZONE,
        ratings={},
        whole="comment",
        keep=["comment_group", "comment_code", "Comment", "Sentiment"],
        names={"comment_group": "group", "comment_code": "code", "Comment": "comment", "Sentiment": "tone"},
        recode={"Sentiment": {"Negative": -1, "Neutral": 0, "Positive": 1}},
    )


def both(first: jn.EventLog, second: jn.EventLog) -> jn.EventLog:
    """Both waves, with the comments at their touchpoints."""
    steps = [jn.Step.from_dict(step) for step in json.loads((MAPS / "airport.steps.json").read_text(encoding="utf-8"))]
    commented, _ = jn.EventLog.concat([first, comments()]).clean(steps)
    # Passenger 1 of one year is not passenger 1 of the other.
    return jn.EventLog.combine(
        {"2017": commented, "2018": second}, customer_is={"2017": "passenger_2017", "2018": "passenger_2018"}
    )


def drivers(log: jn.EventLog) -> None:
    """What moves overall satisfaction, of what most passengers rate."""
    rated = ["restaurants", "walkways", "shops", "signs", "screens", "wifi", "art", "screening", "safety", "find"]
    items: list[jn.JourneyFact | str] = ["clean"]
    items += [jn.JourneyFact.answer("rating", touchpoint=touchpoint) for touchpoint in rated]
    report = log.drivers("overall", items)
    print(f"drivers of satisfaction, {report.customers} passengers, R² {report.r_squared:.3f}:")
    for row in report.rows[:5]:
        value, low, high = (100 * (part or 0) for part in (row.importance.value, row.importance.low, row.importance.high))
        print(f"  {row.item}: {value:.1f} % ({low:.1f} to {high:.1f})")


def changes(log: jn.EventLog) -> None:
    """Did it change from one May to the next?"""

    def said(name: str, report: jn.TrendReport) -> None:
        verdict = "yes" if report.overall.verdict == "yes" else "not shown"
        print(f"  {name}: {verdict}, {report.overall.statement}")

    print("2017 to 2018, did it really change?")
    csat = jn.SurveyMeasure.csat()
    said("net promoter score", log.trend("recommend", "nps"))
    said("the same, weighted", log.trend("recommend", "nps", weight="weight"))
    said("satisfied", log.trend("overall", csat))
    said("the same, weighted", log.trend("overall", csat, weight="weight"))
    for touchpoint in ("way", "find", "screening"):
        rated, _ = log.clean([jn.Step.keep_touchpoints(touchpoint)])
        said(f"{touchpoint} is easy", rated.trend("rating", csat))
        said("the same, weighted", rated.trend("rating", csat, weight="weight"))


def themes() -> None:
    """What negative comments say and positive ones do not, as the airport coded them."""
    log = jn.EventLog.read_survey(
        DATA / "sfo_2017_comments.csv.gz",
        respondent="RESPNUM_FK",
        at="2017-05-15",
        ratings={},
        keep=["Comment", "Sentiment"],
    )
    print("themes of coded comments:")
    for row in log.themes("Comment", by="Sentiment", top=3).rows:
        print(f"  {row.group}: {row.phrase} ({row.comments} comments)")


def classifier() -> None:
    """How often a classifier is right about comments that it has not seen, and how often the lexicon is."""
    with gzip.open(DATA / "sfo_2017_comments.csv.gz", "rt", encoding="utf-8") as file:
        coded = [row for row in csv.DictReader(file) if row["Comment"] and row["Sentiment"]]
    texts, labels = [row["Comment"] for row in coded], [row["Sentiment"].lower() for row in coded]
    report = jn.TextClassifier.cross_validate(texts, labels, folds=5, seed=1)
    english = jn.Lexicon.english()
    right = sum(english.score(text).kind == label for text, label in zip(texts, labels))
    print(f"right about the tone of {len(texts)} comments:")
    print(f"  classifier, comments not seen: {report.accuracy:.2f}")
    print(f"  lexicon: {right / len(texts):.2f}")
    print(f"  always the most frequent: {report.most_frequent:.2f}")


def main(folder: Path) -> None:
    first = wave(2017, {})
    drivers(first)
    log = both(first, wave(2018, RENAMED))
    changes(log)
    themes()
    classifier()
    measured = jn.JourneyMap.load(MAPS / "airport.yaml").measure(log, findings=8)
    for finding in measured.pain_points[:3]:
        print(f"{finding.rank}. {finding.touchpoint}: {finding.statement}")
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ("html", "svg", "json"):
        measured.save(folder / f"airport.{ending}")
    print(f"The picture is {folder / 'airport.html'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "journey-examples")
