"""Files of logs: opened as they were saved, and read by other tools as a table of events."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.ipc
import pytest

import journey as jn
from support import events


def test_a_saved_log_is_opened_as_it_was(tmp_path: Path) -> None:
    log = events(shards=3)
    log.save(tmp_path / "log.arrow")
    opened = jn.EventLog.open(str(tmp_path / "log.arrow"))
    assert (opened.fingerprint, opened.quality(), opened.columns) == (
        log.fingerprint,
        log.quality(),
        log.columns,
    )
    assert opened.transitions() == log.transitions()
    again = jn.EventLog.from_bytes(opened.to_bytes())
    assert again.fingerprint == log.fingerprint


def test_other_tools_read_the_file_as_a_table(tmp_path: Path) -> None:
    log = events(shards=3)
    path = tmp_path / "log.arrow"
    log.save(path)
    events_ = pyarrow.ipc.open_file(path).read_all()
    names = ["customer", "time", "touchpoint", "row", "channel", "score"]
    assert events_.column_names == names
    expected = [
        ("ann", "search", None),
        ("ann", "cart", None),
        ("ann", "pay", 9.0),
        ("bob", "search", 3.0),
        ("bob", "search", None),
        ("cem", "search", 10.0),
        ("cem", "pay", 8.0),
    ]
    rows = duckdb.sql("select customer, touchpoint, score from events_ order by row")
    assert rows.fetchall() == expected
    frame = polars.read_ipc(path)
    assert frame.sort("row").select("customer", "touchpoint", "score").rows() == expected
    seen = pandas.read_feather(path).sort_values("row")
    assert seen["customer"].tolist() == [row[0] for row in expected]
    assert str(seen["time"].iloc[0]) == "2024-01-01 10:00:00+00:00"
    keep = ["channel", "score"]
    back = jn.EventLog.from_arrow(events_, customer="customer", time="time", touchpoint="touchpoint", keep=keep)
    assert back.fingerprint == log.fingerprint


def test_damage_and_other_files_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "log.arrow"
    events().save(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:-100])
    with pytest.raises(jn.InputSyntaxError, match="damaged") as error:
        jn.EventLog.open(path)
    assert error.value.place is not None and error.value.place.file == str(path)
    with pytest.raises(OSError):
        jn.EventLog.open(tmp_path / "none.arrow")
