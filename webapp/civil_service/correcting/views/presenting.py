"""What every page about one correction shows."""

from typing import Any

from flask import url_for

from webapp.attachments.api import copies_of
from webapp.civil_service.correcting import wording
from webapp.civil_service.correcting.export import line_of_fact, wrong_of
from webapp.civil_service.correcting.filing import PROOF
from webapp.civil_service.correcting.models import ServiceCorrection
from webapp.civil_service.correcting.queries import complaints_of, steps_of
from webapp.civil_service.correcting.rules import ENDED, State, may_complain
from webapp.civil_service.correcting.stepping import OBJECT
from webapp.civil_service.entering.wording import line_of, stretch
from webapp.civil_service.groups import BY_CODE
from webapp.civil_service.queries import body_by_id, fact, servant_by_id
from webapp.core.clock import today
from webapp.core.text import _
from webapp.ui.filters import day, moment

PROBLEMS = frozenset({"refuse", "lapse", "reject", "not_made"})


def shown(row: ServiceCorrection) -> dict[str, Any]:
    """Return a correction with its fact, its timeline, its documents and its complaints."""
    of = BY_CODE[row.group_code]
    stood = fact(row.servant_id, row.entry, row.version) if row.entry else None
    return {
        "row": row,
        "of": of,
        "line": line_of_fact(row),
        "stood": stood,
        "stood_line": line_of(of, stood.content) if stood else "",
        "stood_days": stretch(stood.valid_from, stood.valid_to) if stood else "",
        "wrong": wrong_of(row),
        "servant": servant_by_id(row.servant_id),
        "body": body_by_id(row.body_id) if row.body_id else None,
        "why": wording.WHYS[row.why] if row.why else None,
        "steps": _timeline(row),
        "copies": copies_of(OBJECT, row.public_id, PROOF),
        "proofs": url_for("attachments.of", kind=OBJECT, ref=row.public_id, slot=PROOF),
        "complaints": complaints_of(row.id),
        "may_complain": may_complain(row.state, late=row.due_on < today()),
        "ended": State(row.state) in ENDED,
        "wording": wording,
    }


def _timeline(row: ServiceCorrection) -> list[dict[str, Any]]:
    found = [
        {
            "title": wording.STEPS.get(one.step, one.step),
            "when": moment(one.at),
            "iso": one.at.isoformat(),
            "by": one.name,
            "text": one.words,
            "state": "problem" if one.step in PROBLEMS else "done",
        }
        for one in steps_of(row.id)
    ]
    if State(row.state) not in ENDED:
        waits = wording.STATES[row.state][0]
        found.append({"title": waits, "when": "", "text": _due(row), "state": "current"})
    return found


def _due(row: ServiceCorrection) -> str | None:
    if row.state in {State.WITH_BODY, State.WITH_OPERATOR}:
        return _("Cavab %(day)s tarixinədək verilməlidir.", day=day(row.due_on))
    return None
