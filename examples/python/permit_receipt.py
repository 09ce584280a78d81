"""Building permits of a Dutch municipality: how long do applicants wait, and do they hear by the planned date?

JOURNEY_DATA=DATA python examples/python/permit_receipt.py OUTPUT_FOLDER
"""

import csv
import gzip
import io
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import journey as jn

if "JOURNEY_DATA" not in os.environ:
    print("skipped: JOURNEY_DATA is not set")
    sys.exit(0)

MAPS = Path(__file__).parents[1] / "maps"
FILE = Path(os.environ["JOURNEY_DATA"]) / "receipt" / "receipt.csv.gz"


def milestones() -> jn.EventLog:
    """What applicants see: when they applied and when the case was closed, in time or late.

    Every row of a case repeats these dates.
    """
    events: dict[tuple[str, int], tuple[str, str, str]] = {}
    with gzip.open(FILE, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            case, end = row["case:concept:name"], row["case:enddate"]
            events[case, 0] = (case, row["case:startdate"], "Submitted")
            if end:
                in_time = datetime.fromisoformat(end) <= datetime.fromisoformat(row["case:enddate_planned"])
                events[case, 1] = (case, end, "Closed in time" if in_time else "Closed late")
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["case", "time", "event"])
    writer.writerows(events[key] for key in sorted(events))
    return jn.EventLog.read_csv_text(text.getvalue(), customer="case", time="time", touchpoint="event")


def main(folder: Path) -> None:
    tasks = jn.EventLog.read_csv(
        FILE,
        customer="case:concept:name",
        time="time:timestamp",
        touchpoint="concept:name",
        keep=["case:channel", "case:department", "org:group"],
    )
    log = jn.EventLog.concat([milestones(), tasks])
    measured = jn.JourneyMap.load(MAPS / "permit_receipt.yaml").measure(log)
    for finding in measured.pain_points[:3]:
        print(f"{finding.rank}. {finding.touchpoint}: {finding.statement}")
    folder.mkdir(parents=True, exist_ok=True)
    for ending in ("html", "svg", "json"):
        measured.save(folder / f"permit_receipt.{ending}")
    print(f"The picture is {folder / 'permit_receipt.html'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.gettempdir()) / "journey-examples")
