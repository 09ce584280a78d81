"""The picture of `BENCHMARKS.md`: seconds by events, a line a tool, both axes logarithmic. Plain SVG."""

from __future__ import annotations

import math
from dataclasses import dataclass

from results import FOUR, JOURNEY, PEERS, Results, answered

WIDTH, HEIGHT = 760, 470
LEFT, RIGHT, TOP, BOTTOM = 56, 190, 74, 48
LABEL_GAP = 15

STYLE = """
.b{--paper:#fff;--ink:#1a1a1a;--mute:#575757;--rule:#dadada;--good:#0a569f}
@media (prefers-color-scheme:dark){.b{--paper:#161616;--ink:#ececec;--mute:#ababab;--rule:#3b3b3b;--good:#84b9ee}}
.b text{font:13px system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Helvetica Neue',Arial,sans-serif;
fill:var(--mute);font-variant-numeric:tabular-nums}
.b .label{paint-order:stroke;stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}
.b .title{font-size:17px;font-weight:600;fill:var(--ink)}.b .ours{fill:var(--good);font-weight:600}
.b .paper{fill:var(--paper)}.b .rule{stroke:var(--rule);stroke-width:1}
.b path,.b path.ours{fill:none;stroke:var(--mute);stroke-width:1.5;stroke-linejoin:round}
.b path.ours{stroke:var(--good);stroke-width:3}
.b path.some{stroke-dasharray:5 4}.b circle{fill:var(--mute);stroke:var(--paper);stroke-width:1.5}
.b circle.ours{fill:var(--good)}
.b path.alone{stroke-dasharray:2 4}
"""


@dataclass(frozen=True)
class Line:
    """A tool's times."""

    tool: str
    label: str
    kind: str
    points: list[tuple[int, float]]


def lines(results: Results) -> list[Line]:
    """The fastest way of each tool at each size."""
    found = []
    for tool in (JOURNEY, *PEERS):
        entries = [(file.events, file.all_four(tool)) for file in results.sizes]
        points = [(events, float(entry["seconds"])) for events, entry in entries if entry]
        parts = min((answered(entry) for _, entry in entries if entry), default=FOUR)
        if points:
            label = f"{tool} {seconds(points[-1][1])}" + ("" if parts == FOUR else f" ({parts} of 4)")
            kind = "ours" if tool == JOURNEY else "" if parts == FOUR else "some"
            found.append(Line(tool, label, kind, points))
    if results.growth is not results:
        entries = [(file.events, file.all_four(JOURNEY)) for file in results.growth.sizes]
        points = [(events, float(entry["seconds"])) for events, entry in entries if entry]
        label = f"journey at {results.growth.head['commit'][:7]} {seconds(points[-1][1])}"
        found.append(Line("journey, a run of its own", label, "ours alone", points))
    return found


def seconds(value: float) -> str:
    """Seconds for a label."""
    return f"{value:.0f} s" if value >= 10 else f"{value:.1f} s" if value >= 1 else f"{value:.2f} s"


def spread(places: list[float]) -> list[float]:
    """Moves labels apart, as little as needed, in their order."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    for _ in range(200):
        for above, below in zip(order, order[1:]):
            missing = LABEL_GAP - (moved[below] - moved[above])
            if missing > 0.01:
                moved[above] -= missing / 2
                moved[below] += missing / 2
    return moved


class Scale:
    """A logarithmic axis."""

    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.high, self.start, self.end = math.log10(low), math.log10(high), start, end

    def at(self, value: float) -> float:
        """Where a value stands."""
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def tens(self) -> list[float]:
        """Powers of ten on the axis."""
        first, last = math.ceil(self.low - 1e-9), math.floor(self.high + 1e-9)
        return [10.0**power for power in range(first, last + 1)]


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place."""
    named = f' class="{kind}"' if kind else ""
    words = words.replace("&", "&amp;").replace("<", "&lt;")
    return f'<text x="{x:.1f}" y="{y:.1f}"{named} text-anchor="{anchor}">{words}</text>'


def rule(x1: float, y1: float, x2: float, y2: float) -> str:
    """A thin line."""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" class="rule"/>'


def axes(across: Scale, up: Scale, sizes: list[int]) -> list[str]:
    """Lines of the powers of ten, with their names."""
    drawn = []
    for value in up.tens():
        y = up.at(value)
        name = f"{value:g} s" if value >= 1 else f"{value:.{-round(math.log10(value))}f} s"
        drawn += [rule(LEFT, y, WIDTH - RIGHT, y), text(LEFT - 8, y + 4, name, anchor="end")]
    for events in sizes:
        name = f"{events // 1_000_000} million"
        drawn.append(text(across.at(events), HEIGHT - BOTTOM + 22, name, anchor="middle"))
    middle = (LEFT + WIDTH - RIGHT) / 2
    return [*drawn, text(middle, HEIGHT - 8, "events", anchor="middle")]


def svg(results: Results) -> str:
    """The whole picture."""
    drawn = lines(results)
    values = [value for line in drawn for _, value in line.points] or [1.0]
    sizes = [file.events for file in results.sizes] or [1_000_000]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    across = Scale(min(sizes) / 1.3, max(sizes) * 1.15, LEFT, WIDTH - RIGHT)
    up = Scale(low, max(high, low * 10), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" class="b" role="img" '
        'aria-label="Seconds for four questions by number of events, one line a tool">',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>',
        text(LEFT - 40, 28, "Load a file and answer four questions", "title"),
        text(LEFT - 40, 49, f"Seconds on {results.head['threads']} threads, fastest way of each tool; axes are logarithmic"),
        *axes(across, up, sizes),
    ]
    ends: dict[str, float] = {}
    for events in sizes:
        here = [line for line in drawn if line.points[-1][0] == events]
        ends.update(zip((line.tool for line in here), spread([up.at(line.points[-1][1]) for line in here])))
    for line in sorted(drawn, key=lambda line: line.kind.startswith("ours")):
        places = [(across.at(events), up.at(value)) for events, value in line.points]
        path = " ".join(f"{'L' if index else 'M'}{x:.1f} {y:.1f}" for index, (x, y) in enumerate(places))
        parts.append(f'<path class="{line.kind}" d="{path}"/>')
        parts += [f'<circle class="{line.kind}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in places]
    for line in drawn:
        x, kind = across.at(line.points[-1][0]), f"label {line.kind}".strip()
        if line.points[-1][0] == max(sizes):
            parts.append(text(x + 10, ends[line.tool] + 4, line.label, kind))
        else:
            # Beside its end, a line that stops early would meet those that go on.
            parts.append(text(x, ends[line.tool] - 11, line.label, kind, anchor="middle"))
    return "\n".join([*parts, "</svg>"]) + "\n"
