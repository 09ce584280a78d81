"""Writes the type stubs of the native module, or with `--check` says whether they are up to date.

    python journey-py/tools/stubs.py [--check]

The stubs are what PyO3 tells about the module (`maturin generate-stubs`); `api/journey.pyi` is a copy, so
that changes of the public surface are easy to review. Needs maturin.
"""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGETS = (ROOT / "journey-py/python/journey/_native.pyi", ROOT / "api/journey.pyi")
SHOWN_LINES = 60


def generate() -> str:
    """The stubs of the present sources."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["maturin", "generate-stubs", "--quiet", "--profile", "dev", "--features", "stubs", "--out", folder]
        subprocess.run(command, cwd=ROOT / "journey-py", check=True)
        (found,) = Path(folder).rglob("*.pyi")
        return found.read_text(encoding="utf-8")


def stale(target: Path, text: str) -> bool:
    """Whether a committed file differs; prints the beginning of the difference."""
    old = target.read_text(encoding="utf-8") if target.exists() else ""
    names = (str(target.relative_to(ROOT)), "generated")
    difference = list(difflib.unified_diff(old.splitlines(), text.splitlines(), *names, lineterm=""))
    print("\n".join(difference[:SHOWN_LINES]), end="\n" if difference else "")
    return bool(difference)


def main() -> int:
    text = generate()
    if "--check" in sys.argv[1:]:
        return int(any([stale(target, text) for target in TARGETS]))
    for target in TARGETS:
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, encoding="utf-8")
        print(f"wrote {target.relative_to(ROOT)}, {len(text.splitlines())} lines")
    return 0


if __name__ == "__main__":
    sys.exit(main())
