"""Shared by the oracle scripts: where the data are, and how frozen values are written."""

import csv
import datetime
import gzip
import io
import json
import os
import pathlib
import sys

DATA = pathlib.Path(os.environ["JOURNEY_DATA"])
ORACLE = pathlib.Path(__file__).parents[1]


def rows(name):
    """The rows of a CSV file of the data folder, as dictionaries of texts, in file order."""
    path = DATA / name
    raw = gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))


def freeze(tool, version, name, note, values):
    """Writes testdata/oracle/TOOL/NAME.json."""
    path = ORACLE / tool / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    document = {
        "tool": tool,
        "version": version,
        "python": sys.version.split()[0],
        "command": f"JOURNEY_DATA=DATA python3 testdata/oracle/scripts/{pathlib.Path(sys.argv[0]).name}",
        "date": datetime.date.today().isoformat(),
        "note": note,
        "values": values,
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    print(path.relative_to(ORACLE))


LOGS = {
    "traffic_fines": ("traffic_fines/traffic_fines.csv.gz", "case_id", "timestamp", "activity"),
    "receipt": ("receipt/receipt.csv.gz", "case:concept:name", "time:timestamp", "concept:name"),
    "simple_shop": ("simple_shop/simple_shop.csv.gz", "user_id", "timestamp", "event"),
}
