"""The README's ten lines of Python run on what they say they run on; so does the package's own README."""

from pathlib import Path

import journey as jn
import pytest

README = Path(__file__).parents[2] / "README.md"


def test_the_ten_lines_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = README.read_text(encoding="utf-8").split("```python\n", 1)[1].split("```", 1)[0]
    shop = jn.JourneyMap.template("online_shop")
    fault = jn.Fault.loses_customers("checkout", share=0.4)
    shop.save(tmp_path / "shop.yaml")
    (tmp_path / "events.csv").write_text(shop.simulate(1, customers=2000, faults=[fault]).to_csv(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(lines, "README.md", "exec"), {})
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("1 ") and "leave here" in said[0]
    assert [line.split()[1] for line in said[-3:]] == ["cart", "payment", "delivered"]
    assert (tmp_path / "shop.html").read_text(encoding="utf-8").rstrip().endswith("</html>")


PACKAGE = (README.parent / "journey-py/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("block", [part.split("```", 1)[0] for part in PACKAGE.split("```python\n")[1:]])
def test_the_examples_of_the_package_run(block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "journey-py/README.md", "exec"), {})
