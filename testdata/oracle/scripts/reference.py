#!/usr/bin/env python3
"""Expected values of the conformance cases, from the definitions, in plain Python.

Slow and simple on purpose. It shares no code with the library. Floating point sums are math.fsum;
everything else is written in the order of operations that the definitions state, so that results can be
compared bit for bit.

usage: reference.py [--write] [CASE.json ...]
"""

import json
import math
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from reference_log import Log, ReferenceError  # noqa: E402
import reference_analyses as analyses  # noqa: E402

CASES = pathlib.Path(__file__).parents[2] / "conformance"


def run(case):
    """The expected outcome of a case: the field to compare and its value."""
    operation = getattr(analyses, case["operation"], None)
    if operation is None:
        return None
    try:
        log = Log(case["log"]) if case.get("log") else None
        value = operation(log, case.get("map"), case.get("options") or {})
        partly = case["operation"] in ("before_after", "measure", "drivers", "trend") or "[" in next(iter(value), "")
        return "expected_paths" if partly else "expected", value
    except ReferenceError as error:
        return "error", error.fields


def same(left, right, near=(), path="", found=None):
    """Paths at which two JSON values differ; numbers are compared as doubles, those in fields of `near`
    to 1e-12 relative."""
    found = [] if found is None else found
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(set(left) | set(right)):
            if key == "version":
                continue
            if key not in left or key not in right:
                found.append(f"{path}.{key}: only on one side")
            else:
                same(left[key], right[key], near, f"{path}.{key}", found)
    elif isinstance(left, list) and isinstance(right, list):
        if len(left) != len(right):
            found.append(f"{path}: {len(left)} against {len(right)} items")
        for index, (a, b) in enumerate(zip(left, right)):
            same(a, b, near, f"{path}[{index}]", found)
    elif is_number(left) and is_number(right):
        limit = 1e-12 * abs(right) if path.split(".")[-1] in near else 0.0
        if abs(left - right) > limit or math.copysign(1, left) != math.copysign(1, right):
            found.append(f"{path}: {left!r} against {right!r}")
    elif left != right or type(left) is not type(right):
        found.append(f"{path}: {left!r} against {right!r}")
    return found


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def main(arguments):
    write = "--write" in arguments
    named = [pathlib.Path(name) for name in arguments if name != "--write"]
    bad = 0
    for path in named or sorted(CASES.glob("*/*.json")):
        case = json.loads(path.read_text("utf-8"))
        outcome = run(case)
        if outcome is None:
            print(f"{path.parent.name}/{path.stem}: not in the reference, checked by hand")
            continue
        field, value = outcome
        if write:
            for other in ("expected", "expected_paths", "error"):
                case.pop(other, None)
            case[field] = value
            path.write_text(json.dumps(case, indent=1, ensure_ascii=False) + "\n", "utf-8")
            continue
        differences = same(case.get(field), value, case.get("near", ()))
        if differences:
            bad += 1
            print(f"{path.parent.name}/{path.stem}:", *differences[:10], sep="\n  ")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
