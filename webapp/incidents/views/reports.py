"""Faults that people reported, in the operator's queue; the state of one's own reports in the cabinet."""

from typing import Any, Final

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _, _l
from webapp.incidents import wording
from webapp.incidents.forms.office import PromoteForm, TextForm
from webapp.incidents.permissions import HANDLE, SEE
from webapp.incidents.queries import own_reports, report_of, reports, steps
from webapp.incidents.services import reports as kept
from webapp.incidents.views.blueprint import office, public_pages
from webapp.incidents.views.presenting import ask, taken, way
from webapp.ui.access import requires
from webapp.ui.filters import moment
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

ACTS: Final = {
    "take": (_l("İcraya götürmək"), Form),
    "done": (_l("Aradan qaldırıldı"), TextForm),
    "reopen": (_l("Yenidən açmaq"), TextForm),
    "promote": (_l("İnsident kimi qeydə almaq"), PromoteForm),
}
OPEN: Final = {"new": ("take", "done", "promote"), "taken": ("done", "promote"), "done": ("reopen",)}


@office.get("/faults")
@requires(SEE)
def faults() -> str:
    """List the faults, the urgent ones on top."""
    waiting, done = ([_line(row) for row in reports(done=over)] for over in (False, True))
    return render("incidents/faults.html", waiting=waiting, done=done)


@office.get("/faults/<public_id>")
@requires(SEE)
def fault(public_id: str) -> str:
    """Show one with its page, time and priority."""
    row = report_of(public_id)
    codes = OPEN[row.state] if current_actor().has(HANDLE.code) else ()
    acts = [(code, ACTS[code][0]) for code in codes if code != "promote" or row.incident_id is None]
    return render("incidents/fault.html", row=row, acts=acts, way=way(steps(report=row.id)), wording=wording)


@office.get("/faults/<public_id>/step/<act>")
@requires(HANDLE)
def fault_asking(public_id: str, act: str) -> str:
    """Ask what a step needs."""
    return _page(public_id, act, _form(act)(formdata=None))


@office.post("/faults/<public_id>/step/<act>")
@requires(HANDLE)
def fault_doing(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    form = _form(act)()
    return taken(form, lambda: _done(public_id, act, form), lambda shown: _page(public_id, act, shown))


@public_pages.get("/cabinet/fault-reports")
@requires(SIGNED_IN)
def own() -> str:
    """Show the person what they reported, and how far it is."""
    rows = [
        {**_line(row), "number": {"text": row.number, "href": url_for("incidents.sent", public_id=row.public_id)}}
        for row in own_reports(current_actor())
    ]
    return render("incidents/own_faults.html", rows=rows)


def _form(act: str) -> type[Form]:
    if act not in ACTS:
        raise NotFound
    return ACTS[act][1]


def _page(public_id: str, act: str, form: Form) -> str:
    row = report_of(public_id)
    return ask(form, title=ACTS[act][0], lead=f"{row.number} · {row.page}", back=url_for(".fault", public_id=public_id))


def _done(public_id: str, act: str, form: Any) -> AnyResponse:
    actor = current_actor()
    if act == "promote":
        incident = kept.promote(public_id, kind=form.kind.data, severity=form.severity.data, actor=actor)
        return redirect_to(
            ".show", public_id=incident.public_id, notice=_("İnsident qeydə alındı, məlumat göndərilir.")
        )
    if act == "take":
        kept.take_report(public_id, actor=actor)
    elif act == "done":
        kept.finish_report(public_id, text=form.text.data, actor=actor)
    else:
        kept.reopen_report(public_id, text=form.text.data, actor=actor)
    return redirect_to(".fault", public_id=public_id, notice=_("Saxlanıldı."))


def _line(row: Any) -> dict[str, Any]:
    priority, priority_tone = wording.PRIORITIES[row.priority]
    state, tone = wording.REPORT_STATES[row.state]
    return {
        "number": {"text": row.number, "href": url_for("incidents_office.fault", public_id=row.public_id)},
        "page": row.page or "—",
        "at": moment(row.created_at),
        "priority": {"text": priority, "tone": priority_tone},
        "state": {"text": state, "tone": tone},
    }
