"""Reading XES: journey, r4pm and pm4py in one process, one after the other, the least of several times.

    python benches/xes.py path/to/incidents.xes.gz [times]

Needs the packages journey-py, r4pm and pm4py. All must find the same events. pm4py's own readers are asked for by name:
where r4pm is installed it would read with that.
"""

import statistics
import sys
import time
import warnings

warnings.filterwarnings("ignore")


def journey(path: str) -> int:
    import journey as jn

    return len(jn.EventLog.read_xes(path))


def r4pm(path: str) -> int:
    import r4pm

    frame, _ = r4pm.df.import_xes(path)
    return len(frame)


def pm4py_iterparse(path: str) -> int:
    import pm4py

    return len(pm4py.read_xes(path, variant="iterparse"))


def pm4py_line_by_line(path: str) -> int:
    import pm4py

    return len(pm4py.read_xes(path, variant="line_by_line"))


def main() -> None:
    path = sys.argv[1]
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    readers = [journey, r4pm, pm4py_iterparse, pm4py_line_by_line]
    taken: dict[str, list[float]] = {reader.__name__: [] for reader in readers}
    events = {reader.__name__: reader(path) for reader in readers}
    for _ in range(times):
        for reader in readers:
            start = time.perf_counter()
            reader(path)
            taken[reader.__name__].append(time.perf_counter() - start)
    if len(set(events.values())) != 1:
        raise SystemExit(f"the readers do not agree: {events}")
    least = {name: min(all_times) for name, all_times in taken.items()}
    print(f"{path}: {events['journey']} events, least of {times} times")
    for name, seconds in least.items():
        median = statistics.median(taken[name])
        ratio = seconds / least["journey"]
        print(f"{name:18} {seconds:8.3f} s  median {median:.3f} s  {ratio:6.1f} times journey")


if __name__ == "__main__":
    main()
