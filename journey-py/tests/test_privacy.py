"""Logs and numbers that say less about people."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

import journey as jn

TEXT = """customer,time,event,postcode,age,comment,friend
ann,2024-01-01T10:17:00Z,look,P10115,34,mail ann@example.org,bob
ann,2024-01-02T11:00:00Z,buy,P10115,34,,
bob,2024-01-02T12:00:00Z,look,P20095,61,,ann
cem,2024-01-03T12:00:00Z,look,P10117,47,bob told me,ann
"""
SECRET = bytes(range(32))


def log() -> jn.EventLog:
    return jn.EventLog.read_csv_text(
        TEXT, customer="customer", time="time", touchpoint="event", kinds={"postcode": "dictionary"}
    )


def shop(customers: int = 300) -> jn.EventLog:
    return jn.JourneyMap.template("online_shop").simulate(1, customers=customers)


def test_a_forgotten_customer_is_in_no_file(tmp_path: Path) -> None:
    known, _ = log().clean([jn.Step.drop_customers(["bobby"]), jn.Step.recode("friend", ["bob"], to="bob")])
    forgotten, report = known.anonymize(forget=["bob", "eve"])
    assert (report.customers_forgotten, report.customers_unknown, report.mentions) == (1, 1, 2)
    assert (forgotten.customers, forgotten.events, forgotten.history) == (2, 3, [])
    for name, made in (("before", known), ("after", forgotten)):
        made.save(tmp_path / f"{name}.journey")
        made.write_xes(tmp_path / f"{name}.xes")
        (tmp_path / f"{name}.csv").write_text(made.to_csv(), encoding="utf-8")
    assert all(b"bob" in path.read_bytes() for path in tmp_path.glob("before.*"))
    assert not any(b"bob" in path.read_bytes() for path in tmp_path.glob("after.*"))


def test_values_become_coarser() -> None:
    coarser = {
        "postcode": jn.Generalize.prefix(3),
        "age": jn.Generalize.width(10),
        "friend": jn.Generalize.rare(2),
    }
    coarse, report = log().anonymize(generalize=coarser, times="1d", drop=["comment"])
    assert "ann,2024-01-01T00:00:00Z,look,P10,30,other" in coarse.to_csv()
    assert (report.columns_dropped, report.times_generalized) == (["comment"], 4)
    assert jn.Generalize.span("1d") == pickle.loads(pickle.dumps(jn.Generalize.span("1d")))
    with pytest.raises(jn.JourneyError, match="age"):
        log().anonymize(generalize={"age": jn.Generalize.prefix(1)})


def test_pseudonyms_need_a_key_that_is_never_shown() -> None:
    key = jn.PseudonymKey(SECRET)
    assert repr(key) == str(key) == "PseudonymKey(…)"
    named, report = log().anonymize(pseudonyms=True, pseudonym_columns=["friend"], keep=["friend"], key=key)
    assert report.pseudonyms == 6
    assert named.to_csv().count(key.pseudonym("ann")) == 4
    same = jn.PseudonymKey.from_hex(SECRET.hex())
    again, _ = log().anonymize(pseudonyms=True, pseudonym_columns=["friend"], keep=["friend"], key=same)
    assert again.fingerprint == named.fingerprint
    ids = {key.pseudonym("ann") for key in (key, jn.PseudonymKey.random(), jn.PseudonymKey.random(), jn.PseudonymKey.from_secret("x"))}
    assert len(ids) == 4
    with pytest.raises(TypeError):
        pickle.dumps(key)
    with pytest.raises(jn.JourneyError, match="key"):
        log().anonymize(pseudonyms=True)
    for wrong in (b"short", SECRET + b"x"):
        with pytest.raises(jn.JourneyError, match="32 bytes"):
            jn.PseudonymKey(wrong)
    with pytest.raises(jn.JourneyError, match="64 hexadecimal digits") as caught:
        jn.PseudonymKey.from_hex("secret")
    assert "secret" not in str(caught.value)


def test_a_recipe_asks_for_the_key() -> None:
    steps = [jn.Step.fold_ids(), jn.Step.anonymize({"pseudonyms": True, "forget": ["bob"]}), jn.Step.drop_duplicates()]
    with pytest.raises(jn.JourneyError, match=r"steps\[1\]\.anonymize\.pseudonyms"):
        log().clean(steps)
    clean, done = log().clean(steps, key=jn.PseudonymKey(SECRET))
    assert [row.step for row in clean.history] == [jn.Step.anonymize({"pseudonyms": True}), jn.Step.drop_duplicates()]
    assert (done.rows[1].events_changed, done.rows[1].events_dropped) == (3, 1)
    assert not any(secret in clean.history[0].step.to_json() for secret in (SECRET.hex(), "bob"))


def reports(made: jn.EventLog) -> dict[str, Any]:
    names = made.touchpoints
    return {
        "transitions": made.transitions(),
        "variants": made.variants(),
        "funnel": made.funnel(names[:2]),
        "retention": made.retention(),
        "conversion": made.conversion(names[0], names[1]),
        "interactions": made.interactions(),
        "time_spent": made.time_spent(),
        "waiting_time": made.waiting_time(),
        "quality": made.quality(),
        "session_gap": made.session_gap(),
    }


@pytest.mark.parametrize("name", reports(shop()))
@pytest.mark.parametrize("k", [2, 5, 50])
def test_no_small_cell_is_exported(name: str, k: int) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    report = reports(shop())[name]
    public = report.k_anonymous(k)
    table, whole = pyarrow.table(public), pyarrow.table(report)
    assert table.schema == whole.schema
    assert len(public) == table.num_rows == whole.num_rows - public.suppressed_rows
    for column in table.schema:
        if str(column.type) == "int64" and column.name not in ("step", "period", "last_period"):
            assert all(cell is None or cell == 0 or cell >= k for cell in table[column.name].to_pylist()), column.name
    text = public.to_csv().splitlines()
    assert text[0] == ",".join(table.column_names)
    assert len(text) >= table.num_rows + 1


def test_the_lost_share_is_stated() -> None:
    whole = shop().variants()
    public = whole.k_anonymous(5)
    few = sum(row.customers for row in whole.rows if row.customers < 5)
    assert few >= 5
    assert (public.k, public.column, public.suppressed.n) == (5, "customers", 300)
    assert public.suppressed.value == few / 300
    assert "Variants" not in public._repr_html_() and "<table" in public._repr_html_()
    assert repr(public).startswith("KAnonymous(k=5, ")
    with pytest.raises(jn.JourneyError, match="at least 2"):
        whole.k_anonymous(1)


def test_counts_have_noise() -> None:
    made = shop()
    report = made.private_counts(0.5, contributions=4)
    assert (report.epsilon, report.contributions, report.scale) == (0.5, 4, 8.0)
    assert [row.source for row in report.rows] == made.touchpoints
    assert {row.target for row in report.rows} == {None}
    assert any(made.private_counts(0.01) != made.private_counts(0.01) for _ in range(3))
    fixed = made.private_counts(0.5, entropy=SECRET)
    assert fixed == made.private_counts(0.5, entropy=SECRET)
    assert pickle.loads(pickle.dumps(fixed)) == fixed
    pairs = made.private_counts(0.5, of="transitions")
    assert len(pairs) == len(pairs.rows) == len(made.touchpoints) ** 2
    wrong: list[dict[str, Any]] = [{"epsilon": 0.0}, {"epsilon": 1.0, "contributions": 0}, {"epsilon": 1.0, "entropy": b"x"}]
    for options in wrong:
        with pytest.raises(jn.JourneyError):
            made.private_counts(**options)
