"""Event logs of process mining: XES, and OCEL 2.0 flattened by a type of objects."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import journey as jn

SAMPLES = Path(__file__).parents[2] / "testdata" / "ocel"
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0">
  <trace>
    <string key="concept:name" value="ann"/>
    <string key="country" value="de"/>
    <event>
      <string key="concept:name" value="ask"/>
      <string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2024-03-01T10:00:00+01:00"/>
    </event>
    <event>
      <string key="concept:name" value="ask"/>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2024-03-01T10:05:00+01:00"/>
    </event>
  </trace>
  <trace><string key="concept:name" value="nobody"/></trace>
</log>
"""


def test_start_and_complete_become_one_event_with_an_end() -> None:
    log = jn.EventLog.read_xes_bytes(XES.encode())
    assert (log.customers, log.events, log.touchpoints) == (1, 1, ["ask"])
    assert log.time_spent().rows[0].time.median_seconds == 300.0
    assert [column.name for column in log.columns] == ["case:country", "lifecycle:transition"]
    report = log.quality().input.xes
    assert report is not None
    assert (report.traces, report.events, report.paired, report.empty_traces) == (2, 2, 1, 1)
    kept = jn.EventLog.read_xes_bytes(XES.encode(), lifecycle="keep")
    assert kept.events == 2


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    log = jn.JourneyMap.template("online_shop").simulate(seed=3, customers=50)
    for name in ["log.xes", "log.xes.gz"]:
        log.write_xes(tmp_path / name)
        assert jn.EventLog.read_xes(tmp_path / name).fingerprint == log.fingerprint
    packed = (tmp_path / "log.xes.gz").read_bytes()
    assert gzip.decompress(packed) == log.to_xes_bytes() == (tmp_path / "log.xes").read_bytes()


def test_bad_files_are_errors_with_their_line() -> None:
    with pytest.raises(jn.JourneyError) as caught:
        jn.EventLog.read_xes_bytes(XES.encode()[:-40])
    assert caught.value.code == "syntax"
    with pytest.raises(jn.JourneyError):
        jn.EventLog.read_xes_bytes(XES.replace("ask", "").encode(), strict=True)
    with pytest.raises(jn.JourneyError, match="lifecycle"):
        jn.EventLog.read_xes_bytes(XES.encode(), lifecycle="pairs")  # type: ignore[arg-type]


def test_object_logs_of_all_formats_are_equal() -> None:
    logs = [
        jn.ObjectLog.read_json(SAMPLES / "orders.json"),
        jn.ObjectLog.read_xml(SAMPLES / "orders.xml"),
        jn.ObjectLog.read_sqlite(SAMPLES / "orders.sqlite"),
    ]
    assert {(log.events, log.objects) for log in logs} == {(7, 7)}
    for kind in logs[0].object_types():
        prints = {log.flatten(kind.name).fingerprint for log in logs}
        assert len(prints) == 1
        flat, report = logs[0].flatten(kind.name), logs[0].flatten_report(kind.name)
        assert (flat.events, flat.customers) == (report.flat_events, report.objects - report.objects_without_events)
        assert report.flat_events >= report.events - report.events_without_object
    with pytest.raises(jn.JourneyError):
        logs[0].flatten("customers who are not there")
    with pytest.raises(jn.JourneyError):
        jn.ObjectLog.read_sqlite(SAMPLES / "orders.json")
