"""How cases are shown: clocks, the way so far, facts."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import Response

from webapp.connections import wording
from webapp.connections.errors import NoSuchCase
from webapp.connections.models import Breach, Paper, Participant, Step
from webapp.connections.rules import days_left
from webapp.core.clock import today
from webapp.core.text import _, _n
from webapp.documents import api as documents
from webapp.ui.filters import day, moment


def clock(due: date | None) -> dict[str, Any] | None:
    """Return the term that runs, in words with its tone: how many days are left, or by how many it is over."""
    if due is None:
        return None
    left = days_left(due, today())
    if left < 0:
        text = _n("%(num)s gün gecikir", "%(num)s gün gecikir", -left)
        return {"text": text, "tone": "danger", "day": day(due), "late": True}
    text = _n("%(num)s gün qalıb", "%(num)s gün qalıb", left) if left else _("Son gün bu gündür")
    return {"text": text, "tone": "warning" if left <= 1 else "info", "day": day(due), "late": False}


def way(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return the steps for the timeline: what, when, who, with which words."""
    return [
        {
            "title": wording.STEPS[step.action],
            "when": moment(step.at),
            "iso": step.at.isoformat(),
            "by": ", ".join(part for part in (step.actor_name, step.party_name) if part),
            "text": _said(step),
            "state": "problem" if step.action in wording.PROBLEMS else "done",
        }
        for step in steps
    ]


def pdf_of(paper: Paper) -> Response:
    """Return the newest signed file of a paper. Raises NoSuchCase when it was never signed."""
    token = paper.document_token
    known = documents.versions(token) if token else []
    if token is None or not known:
        raise NoSuchCase
    headers = {"Content-Disposition": f'attachment; filename="{paper.number or paper.kind}.pdf"'}
    return Response(documents.pdf(token, known[-1].n), mimetype="application/pdf", headers=headers)


def breach_rows(items: Iterable[Breach]) -> list[dict[str, Any]]:
    """Return breach cases for a page."""
    return [
        {"breach": item, "state": wording.BREACH_STATES[item.state], "clock": _breach_clock(item)} for item in items
    ]


def state_of(participant: Participant) -> tuple[str, str]:
    """Return the words and the tone of a participant's state; a block is said before all."""
    if participant.blocked_reason is not None and participant.state == "connected":
        return _("Bloklanıb"), "danger"
    text, tone = wording.PARTICIPANT_STATES[participant.state]
    return str(text), tone


def _breach_clock(item: Breach) -> dict[str, Any] | None:
    return clock(item.due_on) if item.state == "cure" else None


def _said(step: Step) -> str:
    if not step.text and step.document_token is None:
        return ""
    proof = _("SHA-256: %(digest)s…", digest=step.sha256.hex()[:16])
    return f"{step.text} · {proof}" if step.text else proof
