"""The examples of the READMEs run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import journey as jn
from support import ROOT


def blocks(path: str) -> list[str]:
    """The Python code in a Markdown file."""
    return re.findall(r"```python\n(.*?)```", (ROOT / path).read_text(encoding="utf-8"), re.S)


EXAMPLES = [(path, block) for path in ("README.md", "journey-py/README.md") for block in blocks(path)]


@pytest.mark.parametrize("path, block", EXAMPLES)
def test_example(path: str, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shop = jn.JourneyMap.template("online_shop")
    shop.save("shop.yaml")
    Path("events.csv").write_text(shop.bind(shop.simulate(1, customers=500)).log.to_csv(), encoding="utf-8")
    exec(compile(block, path, "exec"), {})


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3
