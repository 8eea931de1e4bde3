"""How terms, histories and differences are shown."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from webapp.catalogue import wording
from webapp.catalogue.labels import FORM2, KINDS, PAYMENTS, USERS
from webapp.catalogue.models import Step
from webapp.core.clock import today
from webapp.core.text import _, _n
from webapp.ui.filters import day, moment


def term(due: date | None) -> dict[str, Any] | None:
    """Return the term that runs, in words with its tone: how many days are left, or by how many it is over."""
    if due is None:
        return None
    left = (due - today()).days
    if left < 0:
        text = _n("%(num)s gün gecikir", "%(num)s gün gecikir", -left)
        return {"text": text, "tone": "danger", "day": day(due), "late": True}
    text = _n("%(num)s gün qalıb", "%(num)s gün qalıb", left) if left else _("Son gün bu gündür")
    return {"text": text, "tone": "warning" if left <= 1 else "info", "day": day(due), "late": False}


def way(steps: Iterable[Step], *, named: bool = True) -> list[dict[str, Any]]:
    """Return steps for the timeline; `named` shows who took them."""
    return [
        {
            "title": wording.STEPS[step.action],
            "when": moment(step.at),
            "iso": step.at.isoformat(),
            "by": step.actor_name if named else "",
            "text": "; ".join(_difference(name, values) for name, values in step.changes.items()) or step.text,
            "state": "problem" if step.action in wording.PROBLEMS else "done",
        }
        for step in steps
    ]


def value_of(name: str, value: Any) -> str:
    """Return the value of an item of form 2 in words."""
    if isinstance(value, list):
        return ", ".join(str(USERS.get(code, code)) for code in value)
    codes = {"kind": KINDS, "payment": PAYMENTS}.get(name, {})
    return str(codes.get(value, value or ""))


def _difference(name: str, values: list[Any]) -> str:
    before, after = (value_of(name, value) for value in values)
    label = FORM2.get(name, name)
    return _("%(item)s: “%(before)s” → “%(after)s”", item=label, before=before[:200], after=after[:200])
