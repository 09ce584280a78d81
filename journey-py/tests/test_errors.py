"""Every kind of error is the class that fits, with code, place and details; no panic comes through."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import journey as jn
from support import events

COLUMNS: dict[str, Any] = {"customer": "c", "time": "t", "touchpoint": "e"}


def read(text: str | bytes, **options: Any) -> jn.EventLog:
    data = text.encode() if isinstance(text, str) else text
    return jn.EventLog.read_csv_bytes(data, **{**COLUMNS, **options})


def stopped() -> None:
    token = jn.CancelToken()
    token.cancel()
    with jn.work(cancel=token):
        events()


PROVOKED: list[tuple[str, type[jn.JourneyError], type[Exception], Callable[[], object]]] = [
    ("invalid_map", jn.InvalidMapError, ValueError, lambda: jn.JourneyMap(name="Shop")),
    ("invalid_source", jn.InvalidSourceError, ValueError, lambda: jn.Source.from_yaml("format: 1\nname: x\n")),
    ("bad_value", jn.BadValueError, ValueError, lambda: read("c,t,e\na,2024-02-30,x\n")),
    ("syntax", jn.InputSyntaxError, ValueError, lambda: read('c,t,e\n"a,2024-02-01,x\n')),
    ("encoding", jn.EncodingError, ValueError, lambda: read(b"c,t,e\na,2024-02-01,\xff\n")),
    ("missing_column", jn.MissingColumnError, KeyError, lambda: read("c,t\n")),
    ("duplicate_column", jn.DuplicateColumnError, ValueError, lambda: read("c,t,e,e\n")),
    ("invalid_option", jn.InvalidOptionError, ValueError, lambda: read("c,t,e\n", delimiter="ab")),
    ("unknown_name", jn.UnknownNameError, KeyError, lambda: events().funnel(["serch", "pay"])),
    ("limit", jn.LimitError, ValueError, lambda: read("c,t,e\na,2024-02-01,x\n", max_bytes=3)),
    ("cancelled", jn.CancelledError, Exception, lambda: stopped()),
    ("io", jn.FileError, OSError, lambda: jn.EventLog.read_csv("no/such/file.csv", **COLUMNS)),
]


@pytest.mark.parametrize("code, kind, builtin, provoke", PROVOKED, ids=[case[0] for case in PROVOKED])
def test_each_code(
    code: str, kind: type[jn.JourneyError], builtin: type[Exception], provoke: Callable[[], object]
) -> None:
    with pytest.raises(kind) as caught:
        provoke()
    error = caught.value
    assert isinstance(error, jn.JourneyError) and isinstance(error, builtin)
    assert error.code == code
    assert str(error) and not str(error).startswith(("'", '"'))


def test_a_bad_cell_is_named_by_row_column_and_value() -> None:
    with pytest.raises(jn.BadValueError) as caught:
        read("c,t,e\na,2024-02-01,x\nb,2024-02-30,y\n")
    error = caught.value
    assert error.place is not None
    assert (error.place.row, error.place.column, error.place.line) == (2, "t", 3)
    assert error.details["value"] == "2024-02-30"


def test_an_unknown_name_brings_similar_ones() -> None:
    with pytest.raises(jn.UnknownNameError) as caught:
        events().funnel(["serch", "pay"])
    assert caught.value.details == {"kind": "touchpoint", "name": "serch", "similar": ["search"]}


def test_all_problems_of_a_map_are_listed() -> None:
    text = "format: 1\nname: x\nstages:\n- {id: a, name: A, touchpoints: [{id: a, name: B, ownr: C}]}\n"
    with pytest.raises(jn.InvalidMapError) as caught:
        jn.JourneyMap.from_yaml(text)
    codes = [issue.code for issue in caught.value.issues]
    assert codes == ["unknown_field", "duplicate_id"] or codes == ["duplicate_id", "unknown_field"]
    assert all(issue.place.line == 4 for issue in caught.value.issues)


@pytest.mark.parametrize(
    "call, field",
    [
        (lambda: events().funnel(["search"], within="3"), "within"),
        (lambda: events().funnel(["search"], mode="loose"), "mode"),  # type: ignore[arg-type]
        (lambda: events().retention(period="year"), "period"),  # type: ignore[arg-type]
        (lambda: jn.KpiMeasure.churn_rate(inactivity="3"), "inactivity"),
        (lambda: jn.Touchpoint(id="a", name="A", place="moon"), "place"),  # type: ignore[arg-type]
        (lambda: events(on_error="ignore"), "on_error"),
        (lambda: read("c,t,e\n", epoch="min"), "epoch"),
        (lambda: events().conversion("search", "pay", within="1d", open_after="1d"), "open_after"),
    ],
)
def test_a_value_that_is_not_allowed_names_its_option(call: Callable[[], object], field: str) -> None:
    with pytest.raises(jn.InvalidOptionError) as caught:
        call()
    assert caught.value.details["field"] == field
    assert f"`{field}`" in str(caught.value)
    assert caught.value.details["expected"]


def test_unknown_and_missing_arguments_are_type_errors() -> None:
    with pytest.raises(TypeError, match="colour"):
        jn.Stage(id="a", name="A", colour="red")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="name"):
        jn.Stage(id="a")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        events().transitions(tip=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        jn.Stage(id="a", name="A", touchpoints="abc")  # type: ignore[arg-type]


def test_errors_pickle() -> None:
    with pytest.raises(jn.BadValueError) as caught:
        read("c,t,e\na,2024-02-30,x\n")
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.code, again.place) == (str(caught.value), "bad_value", caught.value.place)


def test_a_failed_read_leaves_no_file_open_and_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("c,t,e\na,yesterday,x\n")
    with pytest.raises(jn.BadValueError) as caught:
        jn.EventLog.read_csv(path, **COLUMNS)
    assert caught.value.place is not None and caught.value.place.file == str(path)


def test_hostile_values_never_panic() -> None:
    """A panic would come as `PanicException`, which is no `Exception`."""
    odd: list[Any] = [None, "", "\x00", "🦜" * 1000, -1, 2**70, float("nan"), float("inf"), [], {}, b"x"]
    log = events()
    calls: list[Callable[[Any], object]] = [
        lambda x: log.funnel(x),
        lambda x: log.funnel([x]),
        lambda x: log.funnel(["search"], within=x),
        lambda x: log.nps(x),
        lambda x: log.csat("score", min=x),
        lambda x: log.retention(periods=x),
        lambda x: log.retention(until=x),
        lambda x: log.variants(top=x),
        lambda x: log.conversion(x, x),
        lambda x: jn.work(threads=x),
        lambda x: jn.work(memory_limit=x),
        lambda x: jn.work(progress=x),
        lambda x: jn.work(cancel=x),
        lambda x: events(shards=x),
        lambda x: events(time_zone=x),
        lambda x: jn.JourneyMap.from_yaml(x),
        lambda x: jn.JourneyMap.from_bytes(x),
        lambda x: jn.JourneyMap.template("online_shop").simulate(x, customers=50),
        lambda x: jn.JourneyMap.template("online_shop").simulate(customers=x) if x != 2**70 else None,
        lambda x: jn.Stage.from_json(x),
        lambda x: jn.Stage.from_dict(x),
        lambda x: jn.EventLog.from_columns(x, **COLUMNS),
        lambda x: jn.EventLog.from_columns({"c": [x], "t": [x], "e": [x]}, **COLUMNS),
        lambda x: jn.EventLog.from_rows([x], **COLUMNS),
        lambda x: jn.EventLog.from_rows([{"c": x, "t": x, "e": x}], **COLUMNS),
    ]
    for call in calls:
        for value in odd:
            try:
                call(value)
            except Exception as error:
                assert isinstance(error, (jn.JourneyError, TypeError, ValueError, OverflowError)), error
