"""Everything public is documented, in the words of the core."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache

import pytest

import journey as jn
from journey import _native
from support import ROOT

SPECIAL = {"__init__", "__new__"}
OPERATIONS = {
    "agreement": "Agreement",
    "bottlenecks": "Bottlenecks",
    "ces": "Ces",
    "conversion": "Conversion",
    "cox": "Cox",
    "csat": "Csat",
    "drivers": "Drivers",
    "emotions": "Emotions",
    "engagement": "Engagement",
    "frequent_patterns": "FrequentPatterns",
    "funnel": "Funnel",
    "handoffs": "Handoffs",
    "interactions": "Interactions",
    "lifecycle": "Lifecycle",
    "matches": "Matches",
    "nps": "Nps",
    "quality": "QualityCheck",
    "sentiment": "CommentSentiment",
    "response_rate": "ResponseRate",
    "retention": "Retention",
    "outcomes": "Outcomes",
    "step_matrix": "StepMatrix",
    "rework": "Rework",
    "score": "Score",
    "survival": "Survival",
    "trend": "Trend",
    "time_spent": "TimeSpent",
    "transitions": "Transitions",
    "variants": "Variants",
    "waiting_time": "WaitingTime",
    "what_if": "WhatIf",
}


@cache
def core_docs() -> dict[str, str]:
    """First paragraph of the documentation of every public type and function of the core, by name."""
    docs: dict[str, str] = {}
    for path in sorted((ROOT / "journey-core/src").rglob("*.rs")):
        block: list[str] = []
        for line in map(str.strip, path.read_text(encoding="utf-8").splitlines()):
            named = re.match(r"pub (?:struct|enum|fn) (\w+)", line)
            if line.startswith("///"):
                block.append(line[3:].strip())
                continue
            if named and block:
                docs.setdefault(named[1], first_paragraph("\n".join(block)))
            if named or not line or line.endswith(("}", ";")):
                block = []
    return docs


def first_paragraph(text: str) -> str:
    """The first paragraph on one line, links written as their text."""
    text = " ".join(text.strip().split("\n\n")[0].split())
    return re.sub(r"\[(`[^`]+`)\](\([^)]*\))?", r"\1", text)


def members() -> Iterator[tuple[str, object]]:
    for class_name in _native.__all__:
        value = getattr(_native, class_name)
        if not inspect.isclass(value):
            continue
        yield class_name, value
        for name, member in vars(value).items():
            if not name.startswith("_"):
                yield f"{class_name}.{name}", member


@pytest.mark.parametrize("name, value", list(members()), ids=lambda value: value if isinstance(value, str) else "")
def test_documented(name: str, value: object) -> None:
    doc = inspect.getdoc(value)
    assert doc and len(doc) > 3, name


@pytest.mark.parametrize("method, struct", OPERATIONS.items())
def test_an_operation_is_introduced_as_in_the_core(method: str, struct: str) -> None:
    doc = getattr(jn.EventLog, method).__doc__
    assert first_paragraph(doc) == core_docs()[struct]


@pytest.mark.parametrize("name", [name for name in _native.__all__ if name in core_docs()])
def test_a_type_is_introduced_as_in_the_core(name: str) -> None:
    doc = getattr(_native, name).__doc__
    assert first_paragraph(doc) == core_docs()[name]


def test_every_operation_is_known() -> None:
    assert set(OPERATIONS.values()) == core_operations()


@cache
def core_operations() -> set[str]:
    """The analyses that the core has."""
    found: set[str] = set()
    for path in (ROOT / "journey-core/src/analysis").rglob("*.rs"):
        found |= set(re.findall(r"^impl (?:Analysis|Survey) for (\w+)", path.read_text(encoding="utf-8"), re.M))
    return found


def test_exceptions_are_documented() -> None:
    for name in jn.errors.__all__:
        assert (getattr(jn, name).__doc__ or "").strip(), name


def test_classes_of_the_core_are_frozen_and_exported() -> None:
    for path in sorted((ROOT / "journey-core/src").rglob("*.rs")) + sorted((ROOT / "journey-py/src").rglob("*.rs")):
        text = path.read_text(encoding="utf-8")
        for attribute, name in re.findall(r"pyclass\(([^)]*)\)[^{;]*?(?:struct|enum) (\w+)", text):
            assert "frozen" in attribute and 'module = "journey"' in attribute, (path, name)
            shown = re.search(r'name = "(\w+)"', attribute)
            assert hasattr(jn, shown[1] if shown else name), (path, name)
