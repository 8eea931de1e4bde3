"""A single trip of an oversize or heavy vehicle: what the form says, in whole centimetres and kilograms."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from webapp.permits.asked import rows, section
from webapp.permits.rules import Load
from webapp.workflow.offer import Answers


def load_of(answers: Answers) -> Load:
    """Return the loaded vehicle; what was not filled in counts as nothing."""
    sizes = section(answers, "sizes")
    axles = tuple(_thousandths(row.get("load")) for row in rows(answers, "axles"))
    return Load(
        length=_hundredths(sizes.get("length")),
        width=_hundredths(sizes.get("width")),
        height=_hundredths(sizes.get("height")),
        gross=_thousandths(sizes.get("gross")),
        axles=axles,
        combination=section(answers, "vehicle").get("kind") == "combination",
        air=bool(section(answers, "vehicle").get("air")),
    )


def days_of(answers: Answers) -> tuple[date | None, date | None]:
    """Return the first and the last day of the trip, None for one that is not said."""
    days = section(answers, "days")
    return _day(days, "since"), _day(days, "until")


def days_problem(first: date | None, last: date | None, today: date, most: int) -> bool:
    """Whether the days of a trip cannot be so: in the past, turned round, or too many."""
    return first is None or last is None or first < today or last < first or last - first >= timedelta(days=most)


def _day(days: Mapping[str, Any], name: str) -> date | None:
    try:
        return date.fromisoformat(str(days.get(name, "")))
    except ValueError:
        return None


def _hundredths(metres: Any) -> int:
    return round(float(metres) * 100) if isinstance(metres, int | float) else 0


def _thousandths(tonnes: Any) -> int:
    return round(float(tonnes) * 1000) if isinstance(tonnes, int | float) else 0
