"""Makes everything that a run needs: the peers in a virtual environment of their own, our programs, our wheel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def cache() -> Path:
    """Where the environment and the data are kept between runs."""
    named = os.environ.get("JOURNEY_PEERS")
    folder = Path(named) if named else Path.home() / ".cache" / "journey-peers"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Programs:
    """What is run."""

    python: Path
    peer: Path
    generate: Path
    versions: dict[str, str]

    @property
    def has_wheel(self) -> bool:
        """Whether our Python package is there too."""
        return "journey-py" in self.versions


def environment(wheel: bool) -> Path:
    """Python of the virtual environment with the peers, made on first use."""
    folder = cache() / "venv"
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making {folder}", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(HERE / "requirements.txt")], check=True)
    if wheel:
        print("building the wheel", flush=True)
        subprocess.run([*pip, "maturin>=1.16,<2"], check=True)
        wheels = cache() / "wheels"
        for old in wheels.glob("*.whl"):
            old.unlink()
        build = [str(python), "-m", "maturin", "build", "--quiet", "--interpreter", str(python), "--out", str(wheels)]
        subprocess.run(build, cwd=ROOT / "journey-py", check=True)
        (built,) = wheels.glob("*.whl")
        subprocess.run([*pip, "--no-deps", "--force-reinstall", str(built)], check=True)
    else:
        uninstall = [str(python), "-m", "pip", "uninstall", "--quiet", "--yes", "journey-py"]
        subprocess.run(uninstall, check=True, capture_output=True)
    return python


def binaries() -> dict[str, Path]:
    """Builds our programs; where they are."""
    print("building the programs", flush=True)
    command = ["cargo", "build", "--release", "--package", "journey-benches", "--features", "parquet"]
    command += ["--bin", "peer", "--bin", "generate", "--message-format", "json-render-diagnostics"]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    return {
        message["target"]["name"]: Path(message["executable"])
        for message in messages
        if message.get("reason") == "compiler-artifact" and message.get("executable")
    }


def installed(python: Path) -> dict[str, str]:
    """Versions of all packages."""
    command = [str(python), "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"]
    listed = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return {package["name"]: package["version"] for package in listed}


def programs(wheel: bool) -> Programs:
    """Everything, made where it is not there yet."""
    built = binaries()
    python = environment(wheel)
    return Programs(python, built["peer"], built["generate"], installed(python))
