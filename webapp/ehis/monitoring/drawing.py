"""The charts of the pages: which numbers, in which words."""

from collections.abc import Sequence
from datetime import timedelta

from markupsafe import Markup

from webapp.core.clock import local
from webapp.core.text import _
from webapp.ehis.monitoring.judging import SOAP_SECONDS
from webapp.ehis.monitoring.usage import Period, Step
from webapp.ehis.monitoring.wording import DIRECTION_NAMES, Row, milliseconds
from webapp.ui.charts import Series, Words, bars, lines
from webapp.ui.filters import number


def counts_chart(found: Sequence[Step], period: Period, direction: str) -> Markup:
    """Return how many exchanges passed and failed in each step."""
    good, failed = sum(one.good for one in found), sum(one.failed for one in found)
    title = _("%(direction)s: mübadilələrin sayı", direction=str(DIRECTION_NAMES[direction]))
    said = _(
        "Uğurlu: %(good)s, uğursuz: %(failed)s. Rəqəmlər aşağıdakı cədvəldədir.",
        good=number(good),
        failed=number(failed),
    )
    series = [
        Series("good", _("uğurlu"), [one.good for one in found]),
        Series("failed", _("uğursuz"), [one.failed for one in found]),
    ]
    return bars(Words(f"counts-{direction}", title, said), labels(found, period), series)


def times_chart(found: Sequence[Step], period: Period, direction: str) -> Markup:
    """Return the 95th percentile of the whole time and of our own, in milliseconds, beside the limit of the law."""
    highest = max((one.p95_total for one in found), default=0)
    title = _("%(direction)s: cavab vaxtı, 95-ci persentil, ms", direction=str(DIRECTION_NAMES[direction]))
    said = _("Ən yüksək dəyər: %(highest)s. Rəqəmlər aşağıdakı cədvəldədir.", highest=milliseconds(highest))
    series = [
        Series("total", _("bütün vaxt"), [one.p95_total for one in found]),
        Series("own", _("öz vaxtımız"), [one.p95_own for one in found]),
    ]
    return lines(Words(f"times-{direction}", title, said), labels(found, period), series, limit=limit_of(found))


def limit_of(found: Sequence[Step]) -> float | None:
    """Return the limit of the law in milliseconds, None where everything is far below it and a line would hide the rest."""
    highest = max((one.p95_total for one in found), default=0)
    return SOAP_SECONDS * 1000 if highest > SOAP_SECONDS * 100 else None


def step_rows(found: Sequence[Step], period: Period) -> list[Row]:
    """Return the table beside the charts; steps in which nothing passed are left out."""
    return [
        {
            "at": label,
            "good": number(one.good),
            "failed": number(one.failed),
            "total": milliseconds(one.p95_total),
            "own": milliseconds(one.p95_own),
        }
        for label, one in zip(labels(found, period, whole=True), found, strict=True)
        if one.good or one.failed
    ]


def labels(found: Sequence[Step], period: Period, *, whole: bool = False) -> list[str]:
    """Return what is written below each step: the time of day, or the day for long steps; `whole` writes both."""
    form = "%d.%m.%Y %H:%M" if whole else "%H:%M" if period.length <= timedelta(days=1) else "%d.%m"
    return [local(one.at).strftime(form) for one in found]
