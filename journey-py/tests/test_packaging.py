"""The built wheel, installed in an empty place, works with nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

WHEEL = os.environ.get("JOURNEY_WHEEL")
MOST_BYTES = 16_000_000

PROGRAM = """
import journey as jn
shop = jn.JourneyMap.template("online_shop")
log = shop.simulate(7, customers=500)
measured = shop.measure(log)
measured.save("shop.html")
print(measured.everybody.customers, len(log.transitions().rows))
"""


@pytest.fixture(scope="module")
def wheel() -> Path:
    if WHEEL is None:
        pytest.skip("JOURNEY_WHEEL is not set; `run-tests` sets it")
    return Path(WHEEL)


def test_the_wheel_is_small_and_fits_every_python(wheel: Path) -> None:
    print(f"{wheel.name}: {wheel.stat().st_size} bytes")
    assert wheel.stat().st_size < MOST_BYTES
    assert "-cp310-abi3-" in wheel.name
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        metadata = archive.read(next(name for name in names if name.endswith("METADATA"))).decode()
    assert {"journey/__init__.py", "journey/_native.pyi", "journey/errors.py", "journey/py.typed"} <= set(names)
    assert "Requires-Dist" not in metadata


def test_the_wheel_works_in_an_empty_place(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "-q", "--no-index", "--disable-pip-version-check", str(wheel)]
    subprocess.run(pip, check=True, cwd=tmp_path)
    done = subprocess.run([str(python), "-I", "-c", PROGRAM], check=True, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("500 ")
    assert (tmp_path / "shop.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
