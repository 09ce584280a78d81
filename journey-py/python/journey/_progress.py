"""Shows on the terminal or in the notebook how far a piece of work is."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from ._native import Progress

WIDTH = 24
UNITS = ("B", "kB", "MB", "GB", "TB")


class Bar(Protocol):
    """Takes every bit of progress; `close` is called in the end, also after an error."""

    def __call__(self, progress: Progress, /) -> None: ...

    def close(self) -> None: ...


def bar() -> Bar:
    """What suits the place: nothing where nobody looks, tqdm if it is installed, else a line of text."""
    stream = sys.stderr
    if stream is None or not (stream.isatty() or in_notebook()):
        return Nothing()
    try:
        from tqdm.auto import tqdm  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        return Line(stream)
    return Tqdm(tqdm)


def in_notebook() -> bool:
    """Whether this is the kernel of a notebook."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return hasattr(shell, "kernel")


class Nothing:
    """Shows nothing."""

    def __call__(self, progress: Progress, /) -> None:
        pass

    def close(self) -> None:
        pass


class Tqdm:
    """One bar of tqdm a step."""

    def __init__(self, tqdm: Any) -> None:
        self._tqdm = tqdm
        self._bar: Any = None

    def __call__(self, progress: Progress, /) -> None:
        if self._bar is None or self._bar.desc.rstrip(": ") != progress.step:
            self.close()
            unit = {"unit": "B", "unit_scale": True} if progress.step == "reading" else {"unit": " parts"}
            self._bar = self._tqdm(desc=progress.step, total=progress.total, **unit)
        self._bar.total = progress.total
        self._bar.update(progress.done - self._bar.n)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class Line:
    """One line of text a step, drawn anew again and again."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._full, self._empty = ("█", "░") if writes(stream, "█░") else ("#", ".")
        self._last: Progress | None = None
        self._start = 0.0

    def __call__(self, progress: Progress, /) -> None:
        if self._last is None or self._last.step != progress.step:
            self.close()
            self._start = time.monotonic()
        self._last = progress
        self._write(self._text(progress))

    def close(self) -> None:
        if self._last is not None:
            seconds = time.monotonic() - self._start
            self._write(f"{self._last.step:<10} {amount(self._last, self._last.done)} in {clock(seconds)}")
            self._stream.write("\n")
            self._stream.flush()
            self._last = None

    def _text(self, progress: Progress) -> str:
        done = amount(progress, progress.done)
        if not progress.total:
            return f"{progress.step:<10} {done}"
        share = min(progress.done / progress.total, 1.0)
        full = int(share * WIDTH)
        drawn = self._full * full + self._empty * (WIDTH - full)
        left = (time.monotonic() - self._start) * (1 / share - 1) if share else 0.0
        total = amount(progress, progress.total)
        return f"{progress.step:<10} {drawn} {share:4.0%}  {done} of {total}  {clock(left)} left"

    def _write(self, text: str) -> None:
        self._stream.write(f"\r{text:<78}")
        self._stream.flush()


def writes(stream: TextIO, text: str) -> bool:
    """Whether a stream can write these letters."""
    try:
        text.encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def amount(progress: Progress, count: int) -> str:
    """Bytes in a fitting unit while reading, else parts."""
    if progress.step != "reading":
        return f"{count} parts"
    size = float(count)
    for unit in UNITS[:-1]:
        if size < 1000:
            return f"{size:.3g} {unit}"
        size /= 1000
    return f"{size:.3g} {UNITS[-1]}"


def clock(seconds: float) -> str:
    """Minutes and seconds."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02}"
