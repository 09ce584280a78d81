"""The guides run from their first line of Python to the last."""

import pytest

from support import ROOT

GUIDES = ("identities", "sessions")


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_runs(name: str) -> None:
    text = (ROOT / f"docs/guide/{name}.md").read_text(encoding="utf-8")
    blocks = [part.split("```", 1)[0] for part in text.split("```python\n")[1:]]
    assert blocks
    exec(compile("\n".join(blocks), f"docs/guide/{name}.md", "exec"), {})
