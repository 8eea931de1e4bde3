"""Charts as SVG made here: no script, no style of their own, each named and described, a table beside it says the same.

Pure: numbers and words in, markup out. Colours come from the design system by class names (`static/css/70-charts.css`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

WIDTH: Final = 720
HEIGHT: Final = 220
LEFT: Final = 44
RIGHT: Final = 10
TOP: Final = 10
BOTTOM: Final = 28
LYING: Final = 42
NARROW: Final = 340
STEPS: Final = (1, 2, 2.5, 5, 10)
MOST_LABELS: Final = 7
BAR: Final = Markup('<rect class="chart-{}" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>')
LINE: Final = Markup('<polyline class="chart-line chart-{}" points="{}"></polyline>')
LIMIT: Final = Markup('<line class="chart-limit" x1="{}" x2="{}" y1="{}" y2="{}"></line>')
RULE: Final = Markup('<line class="chart-rule" x1="{}" x2="{}" y1="{}" y2="{}"></line>')
SIDE_WORD: Final = Markup('<text class="chart-word" x="{}" y="{}" dy="4" text-anchor="end">{}</text>')
FOOT_WORD: Final = Markup('<text class="chart-word" x="{}" y="{}" text-anchor="middle">{}</text>')
LABEL: Final = Markup('<text class="chart-word" x="{}" y="{}">{}</text>')
HEAD: Final = Markup(
    '<svg class="{}" role="img" viewBox="0 0 {} {}" aria-labelledby="{}-title {}-desc">'
    '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>'
)


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of one kind: the name of its class, its words, a value for each label."""

    tone: str
    title: str
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a chart: an identifier unique on the page, its title, what it shows in a sentence."""

    id: str
    title: str
    description: str


def bars(words: Words, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return stacked bars, one for each label."""
    top = ceiling(max((sum(one) for one in zip(*(item.values for item in series), strict=True)), default=0))
    width = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    parts = []
    for number, label in enumerate(labels):
        base = 0.0
        for item in series:
            value = item.values[number]
            if value:
                parts.append(
                    _bar(item, label, value, LEFT + number * width, width, _y(base, top), _y(base + value, top))
                )
            base += value
    return _drawing(words, _axes(labels, top, width), Markup().join(parts))


def sideways(words: Words, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    """Return bars that lie, stacked, each under its label: for long names, and for phones (it is as narrow as they are)."""
    top = ceiling(max((sum(one) for one in zip(*(item.values for item in series), strict=True)), default=0))
    parts = []
    for number, label in enumerate(labels):
        y, base = TOP + number * LYING, 0.0
        parts.append(LABEL.format(0, y + 13, label))
        for item in series:
            value, width = item.values[number], item.values[number] / top * (NARROW - LEFT)
            if value:
                title = f"{label}: {item.title} {value:g}"
                parts.append(BAR.format(item.tone, f"{base:.1f}", y + 19, f"{width:.1f}", 13, title))
            base += width
        whole = sum(item.values[number] for item in series)
        parts.append(LABEL.format(f"{base + 6:.1f}", y + 30, f"{whole:g}"))
    return _drawing(words, *parts, size=(NARROW, TOP + LYING * len(labels)), kind="chart chart-lying")


def lines(words: Words, labels: Sequence[str], series: Sequence[Series], *, limit: float | None = None) -> Markup:
    """Return a line for each series, and a dashed one at `limit`."""
    highest = max((value for item in series for value in item.values), default=0)
    top = ceiling(max(highest, limit or 0))
    width = (WIDTH - LEFT - RIGHT) / max(len(labels), 1)
    parts = []
    for item in series:
        points = [(LEFT + (number + 0.5) * width, _y(value, top)) for number, value in enumerate(item.values)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(LINE.format(item.tone, path))
    if limit is not None:
        y = f"{_y(limit, top):.1f}"
        parts.append(LIMIT.format(LEFT, WIDTH - RIGHT, y, y))
    return _drawing(words, _axes(labels, top, width), Markup().join(parts))


def ceiling(highest: float) -> float:
    """Return the round number at which an axis ends that must hold `highest`."""
    if highest <= 0:
        return 1
    size = 1.0
    while size * STEPS[-1] < highest:
        size *= 10
    while size >= highest and size > 1:
        size /= 10
    return next(size * step for step in STEPS if size * step >= highest)


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _bar(item: Series, label: str, value: float, left: float, width: float, base: float, top: float) -> Markup:
    gap = min(2.0, width / 5)
    place = f"{left + gap / 2:.1f}", f"{top:.1f}", f"{width - gap:.1f}", f"{base - top:.1f}"
    return BAR.format(item.tone, *place, f"{label}: {item.title} {value:g}")


def _axes(labels: Sequence[str], top: float, width: float) -> Markup:
    parts = []
    for share in (0.0, 0.5, 1.0):
        y = f"{_y(top * share, top):.1f}"
        parts += [
            RULE.format(LEFT, WIDTH - RIGHT, y, y),
            SIDE_WORD.format(LEFT - 6, y, f"{top * share:g}"),
        ]
    every = -(-len(labels) // MOST_LABELS) or 1
    for number, label in enumerate(labels):
        if number % every == 0:
            parts.append(FOOT_WORD.format(f"{LEFT + (number + 0.5) * width:.1f}", HEIGHT - 8, label))
    return Markup().join(parts)


def _drawing(words: Words, *parts: Markup, size: tuple[int, int] = (WIDTH, HEIGHT), kind: str = "chart") -> Markup:
    names = words.id, words.id, words.id, words.title, words.id, words.description
    return HEAD.format(kind, *size, *names) + Markup().join(parts) + Markup("</svg>")
