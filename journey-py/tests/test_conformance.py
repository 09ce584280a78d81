"""The same cases as in all languages, equal to the bit."""

from __future__ import annotations

from typing import Any

import pytest

import journey as jn
from support import cases, contains, difference, digest, facts, field, run

ALL = dict(cases())


@pytest.mark.parametrize("name", ALL)
def test_case(name: str) -> None:
    case = ALL[name]
    if "error" in case:
        with pytest.raises(jn.JourneyError) as caught:
            run(case)
        assert contains(facts(caught.value), case["error"]), facts(caught.value)
        return
    check(case, run(case))


def check(case: dict[str, Any], report: Any) -> None:
    near = tuple(case.get("near", ()))
    if "expected" in case:
        assert difference(case["expected"], report, near) is None
    for path, expected in case.get("expected_paths", {}).items():
        assert difference(expected, field(report, path), near, path) is None
    if near or "expected" not in case:
        assert digest(report) == case["digest"]


@pytest.mark.parametrize("name", [name for name, case in ALL.items() if case["log"] and "error" not in case])
def test_reports_do_not_depend_on_shards_and_threads(name: str) -> None:
    expected = run(ALL[name])
    for shards in (1, 7, 64):
        for threads in (1, 2):
            assert run(ALL[name], shards, threads) == expected


def test_there_are_cases() -> None:
    assert len(ALL) > 20
