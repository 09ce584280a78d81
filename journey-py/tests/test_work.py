"""Long work is polite: it can be stopped, shows how far it is, keeps its conditions, and the process goes on."""

from __future__ import annotations

import io
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import journey as jn
from journey import _progress
from support import events

NAMES: dict[str, Any] = {"customer": "customer", "time": "time", "touchpoint": "event"}
ROWS = 1_500_000
AT_ONCE = 2.0
"""Seconds after which stopped work must be over, however slow and busy the machine; `-rP` prints how long it took."""


@pytest.fixture(scope="module")
def text() -> str:
    """A log that takes long to read: its rows in no order, and two columns of texts that never come again."""
    rows = (
        f"{i * 48_271 % 999_983},2024-01-{i % 28 + 1:02}T{i * 7 % 24:02}:{i * 11 % 60:02}:00Z,page {i % 40},"
        f"order {i * 7919 % 15_485_863},invoice {i * 104_729 % 15_485_867}\n"
        for i in range(ROWS)
    )
    return "customer,time,event,order,invoice\n" + "".join(rows)


@pytest.fixture(scope="module")
def log(text: str) -> jn.EventLog:
    return jn.EventLog.read_csv_text(text, **NAMES)


@pytest.fixture(scope="module")
def shop() -> jn.JourneyMap:
    touchpoints = "".join(f"  - {{id: page_{i}, name: 'page {i}'}}\n" for i in range(40))
    return jn.JourneyMap.from_yaml(f"format: 1\nname: Pages\nstages:\n- id: all\n  name: All\n  touchpoints:\n{touchpoints}")


def interrupted(work: Callable[[], object], after: float) -> float | None:
    """Seconds between Ctrl-C and `KeyboardInterrupt`; `None` if the work was over before."""
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    timer = threading.Timer(after, press)
    try:
        timer.start()
        work()
        timer.cancel()
        timer.join()
        time.sleep(0.01)
    except KeyboardInterrupt:
        return time.monotonic() - pressed[0]
    return None


def stopped(work: Callable[[], object]) -> float:
    """The same, pressing sooner until it hits the work."""
    for after in (0.2, 0.1, 0.05, 0.03):
        seconds = interrupted(work, after)
        if seconds is not None:
            print(f"over {1000 * seconds:.0f} ms after Ctrl-C")
            return seconds
    raise AssertionError("the work is too short to be interrupted")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGINT to itself alone")
class TestCtrlC:
    def test_ends_a_long_load_and_the_process_goes_on(self, text: str) -> None:
        assert stopped(lambda: jn.EventLog.read_csv_text(text, **NAMES)) < AT_ONCE
        assert events().events == 7

    def test_ends_a_long_load_from_a_file(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "events.csv").write_text(text)
        assert stopped(lambda: jn.EventLog.read_csv(tmp_path / "events.csv", **NAMES)) < AT_ONCE

    def test_ends_a_long_load_from_json_lines(self, text: str) -> None:
        rows = (line.split(",") for line in text.split("\n")[1 : ROWS // 2])
        lines = "\n".join(f'{{"customer":"{a}","time":"{b}","event":"{c}","order":"{d}"}}' for a, b, c, d, _ in rows)
        assert stopped(lambda: jn.EventLog.read_json_lines_text(lines, **NAMES)) < AT_ONCE

    def test_ends_analyses(self, log: jn.EventLog) -> None:
        def many() -> None:
            for _ in range(100):
                log.variants()
                log.transitions()

        assert stopped(many) < AT_ONCE
        assert log.transitions().rows

    def test_ends_measuring(self, log: jn.EventLog, shop: jn.JourneyMap) -> None:
        assert stopped(lambda: [shop.measure(log) for _ in range(20)]) < AT_ONCE

    def test_ends_writing(self, log: jn.EventLog) -> None:
        assert stopped(log.to_csv) < AT_ONCE

    def test_ends_concatenating(self, log: jn.EventLog) -> None:
        assert stopped(lambda: jn.EventLog.concat([log, log])) < AT_ONCE

    def test_ends_simulating(self) -> None:
        template = jn.JourneyMap.template("online_shop")
        assert stopped(lambda: template.simulate(1, customers=300_000)) < AT_ONCE

    def test_ends_reading_from_arrow(self, text: str) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        names, *rows = (line.split(",") for line in text.split("\n")[: ROWS // 2])
        table = pyarrow.table(dict(zip(names, zip(*rows))))
        assert stopped(lambda: jn.EventLog.from_arrow(table, **NAMES)) < AT_ONCE

    def test_does_not_disturb_work_on_other_threads(self, text: str) -> None:
        with ThreadPoolExecutor(1) as pool:
            other = pool.submit(lambda: jn.EventLog.read_csv_text(text, **NAMES).events)
            assert interrupted(lambda: time.sleep(5), 0.1) is not None
            assert other.result() == ROWS


def test_a_token_stops_work_from_another_thread(text: str) -> None:
    token = jn.CancelToken()
    timer = threading.Timer(0.1, token.cancel)
    timer.start()
    with jn.work(cancel=token):
        start = time.monotonic()
        with pytest.raises(jn.CancelledError) as caught:
            jn.EventLog.read_csv_text(text, **NAMES)
        assert time.monotonic() - start < 0.1 + AT_ONCE
        with pytest.raises(jn.CancelledError):
            events()
    assert (caught.value.code, token.cancelled, repr(token)) == ("cancelled", True, "<CancelToken: cancelled>")
    assert events().events == 7


def test_a_token_stops_work_on_a_thread_that_is_not_the_main_one(text: str) -> None:
    token = jn.CancelToken()

    def work() -> jn.EventLog:
        with jn.work(cancel=token):
            return jn.EventLog.read_csv_text(text, **NAMES)

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(work)
        time.sleep(0.1)
        token.cancel()
        with pytest.raises(jn.CancelledError):
            future.result(timeout=2)


def test_other_threads_go_on_meanwhile(text: str) -> None:
    done = threading.Event()
    ticks = 0

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.005)

    ticking = threading.Thread(target=tick)
    ticking.start()
    start = time.monotonic()
    jn.EventLog.read_csv_text(text, **NAMES)
    seconds = time.monotonic() - start
    done.set()
    ticking.join()
    assert ticks > seconds / 0.005 / 10


def test_a_function_hears_of_every_step_up_to_its_end(text: str) -> None:
    heard: list[jn.Progress] = []
    log = jn.EventLog.read_csv_text(text, progress=heard.append, **NAMES)
    reading = [progress for progress in heard if progress.step == "reading"]
    assert len(reading) > 1 and reading[-1].done == reading[-1].total == len(text)
    assert [progress.done for progress in reading] == sorted(progress.done for progress in reading)
    heard.clear()
    with jn.work(progress=heard.append):
        log.transitions()
        log.to_csv()
    assert [progress.step for progress in heard][0] == "analysing"
    assert heard[-1].step == "writing" and heard[-1].done == heard[-1].total == log.customers
    assert repr(heard[-1]) == f"Progress(step=\"writing\", done={log.customers}, total={log.customers})"


def test_an_error_in_the_function_stops_the_work(text: str) -> None:
    def fail(progress: jn.Progress) -> None:
        raise ZeroDivisionError(progress.step)

    with pytest.raises(ZeroDivisionError, match="reading"):
        jn.EventLog.read_csv_text(text, progress=fail, **NAMES)


def test_conditions_end_with_their_block_and_what_is_left_out_stays() -> None:
    outer: list[jn.Progress] = []
    inner: list[jn.Progress] = []
    with jn.work(progress=outer.append, threads=2):
        with jn.work(threads=1):
            events().transitions()
        heard = len(outer)
        with jn.work(progress=inner.append):
            events().transitions()
        with jn.work(progress=False):
            events().transitions()
        assert heard == len(outer) > 0 and inner
    events().transitions()
    assert heard == len(outer)


def test_conditions_are_entered_once_at_a_time() -> None:
    conditions = jn.work(threads=1)
    for _ in range(2):
        with conditions, pytest.raises(RuntimeError):
            with conditions:
                pass
    with pytest.raises(RuntimeError):
        conditions.__exit__(None, None, None)


@pytest.mark.parametrize("limit", ["4", "4 XB", "", -1, 1.5, "0 GB"])
def test_bad_limits_are_refused(limit: Any) -> None:
    with pytest.raises((jn.InvalidOptionError, TypeError, OverflowError)):
        jn.work(memory_limit=limit)


def test_a_memory_limit_is_kept(text: str) -> None:
    with jn.work(memory_limit="1 MB"), pytest.raises(jn.LimitError):
        jn.EventLog.read_csv_text(text, **NAMES)
    with jn.work(memory_limit="4 GiB"):
        assert events().events == 7


class Terminal(io.StringIO):
    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True


@pytest.fixture
def without_tqdm(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "tqdm.auto", None)
    yield


@pytest.mark.parametrize("encoding, full", [("utf-8", "█"), ("ascii", "#")])
def test_a_line_on_a_terminal(
    text: str, encoding: str, full: str, monkeypatch: pytest.MonkeyPatch, without_tqdm: None
) -> None:
    terminal = Terminal(encoding)
    monkeypatch.setattr(sys, "stderr", terminal)
    jn.EventLog.read_csv_text(text, progress=True, **NAMES)
    lines = terminal.getvalue().split("\r")
    assert any(line.startswith(f"reading    {full}") and " MB of " in line and " left" in line for line in lines)
    assert terminal.getvalue().endswith("\n") and "\rreading    " in terminal.getvalue()


def test_nothing_is_shown_where_nobody_looks(text: str, capfd: pytest.CaptureFixture[str]) -> None:
    jn.EventLog.read_csv_text(text, progress=True, **NAMES)
    assert capfd.readouterr() == ("", "")


def test_tqdm_is_used_if_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    import types

    bars: list[dict[str, Any]] = []

    class Tqdm:
        def __init__(self, **options: Any) -> None:
            bars.append(options)
            self.desc, self.total, self.n, self.closed = options["desc"] + ": ", options["total"], 0, False

        def update(self, more: int) -> None:
            self.n += more
            bars[-1]["n"] = self.n

        def close(self) -> None:
            bars[-1]["closed"] = True

    monkeypatch.setitem(sys.modules, "tqdm", types.ModuleType("tqdm"))
    module = types.ModuleType("tqdm.auto")
    module.tqdm = Tqdm  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tqdm.auto", module)
    monkeypatch.setattr(sys, "stderr", Terminal("utf-8"))
    bar = _progress.bar()
    heard: list[jn.Progress] = []
    with jn.work(progress=heard.append):
        events().transitions()
    for progress in heard:
        bar(progress)
    bar.close()
    assert bars[-1]["desc"] == "analysing"
    assert bars[-1]["n"] == bars[-1]["total"] and all(made["closed"] for made in bars)
