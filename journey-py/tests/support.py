"""Shared by the tests: where things are, comparing JSON to the bit, running a conformance case."""

from __future__ import annotations

import csv
import hashlib
import json
import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import journey as jn

ROOT = Path(__file__).resolve().parents[2]
TESTDATA = ROOT / "testdata"

EVENTS = """customer,time,event,channel,score
ann,2024-01-01T10:00:00Z,search,web,
ann,2024-01-01T10:04:00Z,cart,web,
ann,2024-01-02T10:00:00Z,pay,app,9
bob,2024-01-01T11:00:00Z,search,web,3
bob,2024-01-03T11:30:00Z,search,store,
cem,2024-02-01T09:00:00Z,search,app,10
cem,2024-02-01T09:10:00Z,pay,app,8
"""


def events(**options: Any) -> jn.EventLog:
    """Three customers, seven events."""
    return jn.EventLog.read_csv_text(EVENTS, customer="customer", time="time", touchpoint="event", **options)


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    """Conformance cases as (name, case)."""
    for path in sorted((TESTDATA / "conformance").glob("*/*.json")):
        yield f"{path.parent.name}/{path.stem}", json.loads(path.read_text(encoding="utf-8"))


def difference(expected: Any, found: Any, near: tuple[str, ...] = (), path: str = "") -> str | None:
    """Where two JSON values differ first; numbers to the bit, in fields of `near` to 1e-12 relative."""
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        same = type(expected) is type(found) and expected == found
        return None if same else f"{path}: found {found!r}, expected {expected!r}"
    if isinstance(expected, (int, float)):
        if not isinstance(found, (int, float)) or isinstance(found, bool):
            return f"{path}: found {found!r}, expected {expected!r}"
        close = path.rsplit(".", 1)[-1] in near and abs(expected - found) <= 1e-12 * abs(expected)
        equal = struct.pack(">d", expected) == struct.pack(">d", found)
        return None if close or equal else f"{path}: found {found!r}, expected {expected!r}"
    if isinstance(expected, list):
        if not isinstance(found, list) or len(expected) != len(found):
            return f"{path}: found {found!r}, expected {len(expected)} items"
        parts = [(f"{path}[{i}]", a, b) for i, (a, b) in enumerate(zip(expected, found))]
    else:
        if not isinstance(found, dict) or expected.keys() != found.keys():
            return f"{path}: found {found!r}, expected the fields {sorted(expected)}"
        parts = [(f"{path}.{k}", a, found[k]) for k, a in expected.items() if k != "version"]
    return next((text for where, a, b in parts if (text := difference(a, b, near, where))), None)


def field(value: Any, path: str) -> Any:
    """The value at a path such as `views[0].stages.length`."""
    for part in path.replace("[", ".").replace("]", "").split("."):
        if isinstance(value, list):
            value = len(value) if part == "length" else value[int(part)]
        else:
            value = value[part]
    return value


def digest(value: Any) -> str:
    """The digest that the README of the conformance cases defines."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def canonical(value: Any) -> str:
    if value is None:
        return "n"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, (int, float)):
        return "#" + struct.pack(">d", value).hex()
    if isinstance(value, str):
        return f"s{len(value.encode())}:{value}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(item) for item in value) + "]"
    names = sorted((name for name in value if name != "version"), key=str.encode)
    return "{" + ",".join(canonical(name) + canonical(value[name]) for name in names) + "}"


def read_log(spec: dict[str, Any], shards: int | None) -> jn.EventLog:
    """The log of a case."""
    options = {"shards": shards, **spec["columns"], **spec.get("options", {})}
    return jn.EventLog.read_csv_text(spec["csv"], **options)


def read_map(case: dict[str, Any]) -> jn.JourneyMap:
    """The map of a case."""
    return jn.JourneyMap.from_bytes(case["map"].encode())


def run(case: dict[str, Any], shards: int | None = None, threads: int = 0) -> Any:
    """The report of a case as plain JSON."""
    name, options = case["operation"], case.get("options") or {}
    if name == "read_map":
        return read_map(case).to_dict()
    if name == "write_map":
        return jn.JourneyMap.from_yaml(read_map(case).to_yaml()).to_dict()
    if name == "simulate":
        log = read_map(case).simulate(**renamed(options))
        return {"fingerprint": log.fingerprint, "customers": log.customers, "events": log.events}
    if name == "priorities":
        return json.loads(jn.Priority.rank(**options).to_json())
    with jn.work(threads=threads):
        return run_on(read_log(case["log"], shards), case)


def run_on(log: jn.EventLog, case: dict[str, Any]) -> Any:
    """The same for operations on a log."""
    name, options = case["operation"], case.get("options") or {}
    if name == "bind":
        return read_map(case).bind(log).coverage.to_dict()
    if name == "before_after":
        if "control" in options:
            options = {**options, "control": jn.CustomerRule.from_dict(options["control"])}
        return json.loads(read_map(case).before_after(log, **options).to_json())
    if name == "measure":
        return json.loads(read_map(case).measure(log, **options).to_json())
    if name == "combine":
        return combine(log, **options)
    if name == "identity_sensitivity":
        stitching = dict(options["stitching"])
        options = {"columns": stitching.pop("columns"), "numbers": [], **options, "stitching": stitching}
    if name == "anonymize":
        coarser = {step["column"]: jn.Generalize.from_dict(step["to"]) for step in options.get("generalize", [])}
        key = {"key": jn.PseudonymKey.from_hex(options["key"])} if "key" in options else {}
        options = {**options, "generalize": coarser, **key}
    if name == "what_if" and "changes" in options:
        options = {**options, "changes": [jn.FlowChange.from_dict(change) for change in options["changes"]]}
    if name == "drivers":
        options = {**options, **{part: fact(options[part]) for part in ("outcome", "items", "stated") if part in options}}
    if name == "emotions":
        options = feelings(**options)
    if name in ("score", "trend") and "measure" in options:
        options = {**options, "measure": jn.SurveyMeasure.from_dict(options["measure"])}
    if name == "posts" and "topics" in options:
        options = {**options, "topics": {topic["name"]: topic["terms"] for topic in options["topics"]}}
    if name == "clean":
        made, report = log.clean([jn.Step.from_dict(step) for step in options["steps"]])
        reports: dict[str, Any] = {"report": report, "variants": made.variants(top=1000), "transitions": made.transitions()}
        return {part: json.loads(report.to_json()) for part, report in reports.items()}
    if name == "compare":
        return compare(log, **options)
    if name == "split_quantiles":
        parts = log.split_quantiles(**{"behaviour": "events", **options})
        return [
            {"bin": bin and bin.to_dict(), "customers": part.customers, "events": part.events} for bin, part in parts
        ]
    if name == "k_anonymous":
        return k_anonymous(log, **options)
    if name == "private_counts":
        options = {**options, "entropy": bytes.fromhex(options["entropy"])}
    operation: Callable[..., Any] = getattr(log, name)
    if name in ("anonymize", "by", "sessions", "stitch"):
        made, report = operation(**options)
        return {"report": json.loads(report.to_json()), "fingerprint": made.fingerprint}
    return json.loads(operation(**options).to_json())


def feelings(**options: Any) -> dict[str, Any]:
    """Options of emotions with their classes."""
    options["ratings"] = [jn.EmotionRating.from_dict(one) for one in options.get("ratings", [])]
    options["expected"] = [jn.ExpectedEmotion.from_dict(one) for one in options.get("expected", [])]
    options["stages"] = [(name, touchpoints) for name, touchpoints in options.get("stages", [])]
    if "comments" in options:
        options["comments"] = jn.CommentColumn.from_dict(options["comments"])
    if "outcome" in options:
        options["outcome"] = fact(options["outcome"])
    return options


def fact(given: Any) -> Any:
    """Facts of journeys, or a list of them."""
    return [fact(one) for one in given] if isinstance(given, list) else jn.JourneyFact.from_dict(given)


def compare(log: jn.EventLog, a: str, b: str, operation: str, question: dict[str, Any], **options: Any) -> Any:
    """The comparison of the journeys in which two patterns are found."""
    groups = log.matching(a).compare(log.matching(b), **options)
    return json.loads(getattr(groups, operation)(**question).to_json())


def k_anonymous(log: jn.EventLog, k: int) -> Any:
    """The paths that can be published."""
    published = log.variants().k_anonymous(k)
    rows = list(csv.DictReader(published.to_csv().splitlines()))
    return {
        "path": [row["path"] for row in rows],
        "customers": [int(row["customers"]) for row in rows],
        "suppressed_rows": published.suppressed_rows,
        "suppressed": published.suppressed.to_dict(),
        "column": published.column,
    }


def combine(log: jn.EventLog, parts: list[dict[str, str]], **options: Any) -> Any:
    """The log as several sources."""
    names = {part["source"]: part["customer_is"] for part in parts if "customer_is" in part}
    made = jn.EventLog.combine({part["source"]: log for part in parts}, customer_is=names, **options)
    columns = [column.name for column in made.columns]
    return {"fingerprint": made.fingerprint, "customers": made.customers, "events": made.events, "columns": columns}


def renamed(options: dict[str, Any]) -> dict[str, Any]:
    """Options of a simulation with Python's names and types."""
    options = {"from_" if name == "from" else name: value for name, value in options.items()}
    if "faults" in options:
        options["faults"] = [jn.Fault.from_dict(fault) for fault in options["faults"]]
    return options


def facts(error: jn.JourneyError) -> dict[str, Any]:
    """What a case can ask of an error."""
    place = error.place.to_dict() if error.place else {"file": None}
    issues = [{**issue.place.to_dict(), "code": issue.code} for issue in error.issues]
    name = {"name": error.details["column"]} if error.code == "missing_column" else {}
    return {**place, **error.details, **name, "code": error.code, "issues": issues}


def contains(found: Any, wanted: Any) -> bool:
    """Whether everything that is wanted is there: fields of objects, and all items of lists."""
    if isinstance(wanted, dict):
        return all(name in found and contains(found[name], value) for name, value in wanted.items())
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(contains, found, wanted))
    return bool(found == wanted)
