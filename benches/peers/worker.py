"""One tool, one job, one process: prints the seconds of each part and the peak memory as JSON.

The clock runs from opening the file to the finished answer; starting Python and importing the tool do not
count. Answers are written in the common form after the clock has stopped.
"""

from __future__ import annotations

import argparse
import importlib
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.base import Task, Tool
from tools.ways import MODULES

QUESTIONS = ("transitions", "funnel", "variants", "retention")


def find(name: str, way: str) -> type[Tool]:
    """The class that uses a tool in one way."""
    ways: dict[str, type[Tool]] = importlib.import_module(MODULES[name]).WAYS
    return ways[way]


def memory_kb(field: str) -> int:
    """Memory of this process: `VmHWM` is the most it ever had, `VmRSS` what it has now.

    `ru_maxrss` would count the process that started this one, so that it is only the last resort.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii").splitlines():
            if line.startswith(field):
                return int(line.split()[1])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak


def clocked(name: str, parts: dict[str, float], work: Callable[[], Any]) -> Any:
    """Does some work and notes its seconds."""
    start = time.perf_counter()
    answer = work()
    parts[name] = time.perf_counter() - start
    return answer


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool")
    parser.add_argument("way")
    parser.add_argument("job", choices=("apart", *QUESTIONS))
    parser.add_argument("file", type=Path)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--step", action="append", required=True)
    parser.add_argument("--window-us", type=int, required=True)
    parser.add_argument("--weeks", type=int, required=True)
    parser.add_argument("--top", type=int, required=True)
    parser.add_argument("--answers", type=Path)
    return parser.parse_args()


def main() -> None:
    given = arguments()
    use = find(given.tool, given.way)
    if given.job in use.unable:
        print(json.dumps({"parts": {}, "cpu": 0, "peak_kb": 0, "unable": use.unable}))
        return
    task = Task(given.file, given.threads, tuple(given.step), given.window_us, given.weeks, given.top)
    used = use(task)
    start_kb, start_cpu = memory_kb("VmRSS"), time.process_time()
    parts: dict[str, float] = {}
    clocked("load", parts, used.load)
    questions = [question for question in QUESTIONS if given.job in ("apart", question)]
    answers = {
        question: clocked(question, parts, getattr(used, question))
        for question in questions
        if question not in use.unable
    }
    cpu, peak_kb = time.process_time() - start_cpu, memory_kb("VmHWM")
    if given.answers:
        for question, answer in answers.items():
            lines = getattr(used, f"normal_{question}")(answer)
            (given.answers / f"{question}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = {"parts": parts, "cpu": cpu, "peak_kb": peak_kb, "start_kb": start_kb}
    print(json.dumps({**report, "unable": use.unable, "partly": use.partly}))


if __name__ == "__main__":
    main()
