"""The public surface is what `api/` says."""

from __future__ import annotations

import json
import re
from functools import reduce

import pytest

import journey as jn
from support import ROOT
from test_errors import PROVOKED

OPERATIONS = re.findall(r'^python = "([\w.]+)"', (ROOT / "api/operations.toml").read_text(encoding="utf-8"), re.M)
MEANINGS: dict[str, str] = json.loads((ROOT / "api/errors.json").read_text(encoding="utf-8"))
NOT_IN_THIS_BUILD = {"unsupported"}


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_operation_is_there(path: str) -> None:
    assert callable(reduce(getattr, path.split("."), jn))


def test_there_are_operations() -> None:
    assert len(OPERATIONS) >= 11


def test_every_error_code_is_provoked() -> None:
    assert {code for code, *_ in PROVOKED} == MEANINGS.keys() - NOT_IN_THIS_BUILD


@pytest.mark.parametrize("code, kind", [(code, kind) for code, kind, *_ in PROVOKED])
def test_an_exception_is_introduced_as_its_code(code: str, kind: type[jn.JourneyError]) -> None:
    assert kind.__doc__ == MEANINGS[code]


def test_star_import_brings_the_public_names_and_no_helpers() -> None:
    names: dict[str, object] = {}
    exec("from journey import *", names)
    assert {"EventLog", "JourneyMap", "MeasuredMap", "JourneyError", "Stage"} <= names.keys()
    assert not {"re", "annotations"} & names.keys()
