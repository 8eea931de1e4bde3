"""How things of this room are shown: the way so far, the clock, who was told."""

from collections.abc import Callable, Iterable
from typing import Any

from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.core.clock import now
from webapp.core.errors import AppError
from webapp.core.text import Text, _
from webapp.incidents import wording
from webapp.incidents.models import Addressee, BodyNotice, BodyRequest, Incident, Step
from webapp.incidents.queries import addressees
from webapp.incidents.rules import is_late, time_left
from webapp.ui.filters import moment
from webapp.ui.forms import Form
from webapp.ui.rendering import render

HOUR = 3600


def way(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Return the steps for the timeline."""
    return [
        {
            "title": wording.STEPS.get(step.action, step.action),
            "when": moment(step.at),
            "iso": step.at.isoformat(),
            "by": step.actor_name,
            "text": step.text,
            "state": "problem" if step.action in wording.PROBLEMS else "done",
        }
        for step in steps
    ]


def clock(row: BodyRequest) -> dict[str, str]:
    """Return the 24-hour clock in words with its tone."""
    if row.answered_at is not None:
        late = is_late(row.due_at, row.answered_at, row.answered_at)
        return {
            "text": _("Gec cavablandırılıb") if late else _("Vaxtında cavablandırılıb"),
            "tone": "danger" if late else "success",
        }
    left = int(time_left(row.due_at, now()).total_seconds())
    hours, minutes = divmod(abs(left) // 60, 60)
    if left < 0:
        return {"text": _("%(hours)d saat %(minutes)d dəqiqə gecikir", hours=hours, minutes=minutes), "tone": "danger"}
    tone = "warning" if left < 4 * HOUR else "info"
    return {"text": _("%(hours)d saat %(minutes)d dəqiqə qalıb", hours=hours, minutes=minutes), "tone": tone}


def told_rows(found: Iterable[tuple[BodyNotice, Addressee]]) -> list[dict[str, Any]]:
    """Return who was told, when, and whether it arrived."""
    return [
        {
            "notice": notice,
            "body": wording.BODIES[addressee.body],
            "to": f"{addressee.name}, {addressee.email}",
            "about": wording.ABOUT[notice.about],
            "state": wording.NOTICE_STATES[notice.state],
            "queued": moment(notice.queued_at),
            "sent": moment(notice.sent_at),
            "may_send": notice.state in {"ready", "failed"},
        }
        for notice, addressee in found
    ]


def contact_rows() -> list[dict[str, Any]]:
    """Return whom to reach about information security: the bodies as they are set today (004, 6.1.5)."""
    return [
        {"body": wording.BODIES[row.body], "name": row.name, "email": row.email, "phone": row.phone}
        for row in addressees()
        if row.valid_to is None
    ]


def incident_line(row: Incident, href: str) -> dict[str, Any]:
    """Return an incident as a line of the queue."""
    severity, severity_tone = wording.SEVERITIES[row.severity]
    state, tone = wording.STATES[row.state]
    return {
        "number": {"text": row.number, "href": href},
        "title": _("%(kind)s: %(title)s", kind=str(wording.KINDS[row.kind]), title=row.title),
        "severity": {"text": severity, "tone": severity_tone},
        "state": {"text": state, "tone": tone},
        "at": moment(row.registered_at),
    }


def ask(
    form: Form, *, title: Text, back: str, lead: Text = "", layout: str = "layouts/office.html", **more: Any
) -> str:
    """Show a form of this room: all its fields and one button."""
    fields = [field for field in form if field.name not in {"csrf_token", "version"}]
    context = {"form": form, "fields": fields, "title": title, "back": back, "lead": lead, "layout": layout}
    return render("incidents/form.html", **context, **more)


def taken(form: Form, run: Callable[[], Response], again: Callable[[Form], str]) -> ResponseReturnValue:
    """Run what a valid form asks for; show the form again with what was wrong."""
    if not form.validate():
        return again(form), 422
    try:
        return run()
    except AppError as error:
        if not error.fields:
            raise
        form.accept(error)
        return again(form), 422
