"""The register of incidents: queue, an incident, a new one, its steps, who was told, the file of a range."""

from dataclasses import dataclass
from typing import Any, Final

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit.api import record
from webapp.core.actor import current_actor
from webapp.core.clock import BAKU, now
from webapp.core.errors import NotFound
from webapp.core.text import Text, _, _l
from webapp.incidents import exporting, wording
from webapp.incidents.forms.office import CauseForm, CloseForm, FilterForm, IncidentForm, TextForm
from webapp.incidents.models import Incident
from webapp.incidents.permissions import EXPORT, HANDLE, SEE
from webapp.incidents.queries import Filters, counts, exported, incident_of, incidents, notices_of, steps
from webapp.incidents.services import handling, registering
from webapp.incidents.views.blueprint import office
from webapp.incidents.views.presenting import ask, contact_rows, incident_line, taken, told_rows, way
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render


@dataclass(frozen=True, slots=True)
class Act:
    """A step of an incident: its title, what is said after, its form."""

    title: Text
    notice: Text
    form: type[Form]


ACTS: Final = {
    "begin": Act(_l("Araşdırmaya başlamaq"), _l("Araşdırma başlandı."), CauseForm),
    "note": Act(_l("Görülən tədbiri yazmaq"), _l("Tədbir yazıldı."), TextForm),
    "close": Act(_l("Hesabatla bağlamaq"), _l("İnsident bağlandı, məlumat verilmiş orqanlara bildirildi."), CloseForm),
    "reopen": Act(_l("Yenidən açmaq"), _l("İnsident yenidən açıldı."), TextForm),
}
OPEN: Final = {"registered": ("begin", "note"), "handling": ("note", "close"), "closed": ("reopen",)}
FILES: Final = {"csv": (exporting.as_csv, "text/csv"), "json": (exporting.as_json, "application/json")}


@office.get("")
@requires(SEE)
def index() -> str:
    """Show the register, newest first."""
    form, filters = _filters()
    found = incidents(filters, after=request.args.get("after"), before=request.args.get("before"))
    rows = [incident_line(row, url_for(".show", public_id=row.public_id)) for row in found.rows]
    asked = {name: value for name in (*form.data, "state") if (value := request.args.get(name))}
    actor = current_actor()
    may = {"handle": actor.has(HANDLE.code), "export": actor.has(EXPORT.code)}
    context = {"counts": counts(), "asked": asked, "wording": wording, "may": may, "state": filters.state}
    return render("incidents/queue.html", rows=rows, page=found, form=form, **context)


@office.get("/new")
@requires(HANDLE)
def new() -> str:
    """Ask what happened."""
    return _new_page(IncidentForm(formdata=None, data={"happened_at": now().astimezone(BAKU), "severity": "medium"}))


@office.post("/new")
@requires(HANDLE)
def create() -> ResponseReturnValue:
    """Register it: bodies and the owner are told at once."""
    form = IncidentForm()
    return taken(form, lambda: _registered(form), _new_page)


@office.get("/export.<any(csv, json):form>")
@requires(EXPORT)
def export(form: str) -> Response:
    """Give the register of a range as a file; the export is itself an entry of the journal."""
    _form, filters = _filters()
    rows = exported(filters)
    detail = {"rows": len(rows), "form": form}
    record("incidents.exported", actor=current_actor(), object_type="incident", object_key="", detail=detail)
    write, mimetype = FILES[form]
    headers = {"Content-Disposition": f'attachment; filename="incidents.{form}"'}
    return Response(write(rows), mimetype=mimetype, headers=headers)


@office.get("/<public_id>")
@requires(SEE)
def show(public_id: str) -> str:
    """Show an incident: what happened, what was done, who was told and when."""
    incident = incident_of(public_id)
    may_handle = current_actor().has(HANDLE.code)
    acts = [(code, ACTS[code]) for code in OPEN[incident.state]] if may_handle else []
    context = {"acts": acts, "may_handle": may_handle, "wording": wording, "form": Form()}
    told, stages = told_rows(notices_of(incident)), way(steps(incident=incident.id))
    return render("incidents/incident.html", incident=incident, told=told, way=stages, **context)


@office.get("/<public_id>/step/<act>")
@requires(HANDLE)
def asking(public_id: str, act: str) -> str:
    """Ask what a step needs."""
    data = {"cause": incident_of(public_id).cause}
    return _step_page(public_id, act, _act(act).form(formdata=None, data=data))


@office.post("/<public_id>/step/<act>")
@requires(HANDLE)
def doing(public_id: str, act: str) -> ResponseReturnValue:
    """Take it."""
    form = _act(act).form()
    return taken(form, lambda: _done(public_id, act, form), lambda shown: _step_page(public_id, act, shown))


@office.post("/notices/<notice_id>")
@requires(HANDLE)
def send_notice(notice_id: str) -> AnyResponse:
    """Send the report that was made ready for law enforcement, or a failed notice again."""
    public_id = handling.send_notice(notice_id, actor=current_actor())
    return redirect_to(".show", public_id=public_id, notice=_("Məlumat göndərilir."))


def _act(code: str) -> Act:
    if code not in ACTS:
        raise NotFound
    return ACTS[code]


def _new_page(form: Form) -> str:
    lead = _("Saxlanan kimi məlumat aidiyyəti orqanlara və sahibə göndərilir. Qeydə alınmış insident silinmir.")
    return ask(form, title=_("Yeni insident"), lead=lead, back=url_for(".index"), contacts=contact_rows())


def _step_page(public_id: str, act: str, form: Form) -> str:
    lead, back = incident_of(public_id).title, url_for(".show", public_id=public_id)
    return ask(form, title=_act(act).title, lead=lead, back=back, contacts=contact_rows())


def _registered(form: Any) -> AnyResponse:
    names = ("kind", "severity", "title", "description", "happened_at", "attempt")
    values: dict[str, Any] = {name: form[name].data for name in names}
    values |= {name: form[name].data or "" for name in ("cause", "measures")}
    told = registering.Account(**values, services=form.services.data or [])
    incident: Incident = registering.register(told, actor=current_actor())
    return redirect_to(".show", public_id=incident.public_id, notice=_("İnsident qeydə alındı, məlumat göndərilir."))


def _done(public_id: str, act: str, form: Any) -> AnyResponse:
    actor = current_actor()
    if act == "begin":
        handling.begin(public_id, cause=form.text.data or "", actor=actor)
    elif act == "note":
        handling.add_note(public_id, text=form.text.data, actor=actor)
    elif act == "close":
        handling.close(public_id, cause=form.cause.data, report=form.report.data, actor=actor)
    else:
        handling.reopen(public_id, text=form.text.data, actor=actor)
    return redirect_to(".show", public_id=public_id, notice=ACTS[act].notice)


def _filters() -> tuple[FilterForm, Filters]:
    """Return the filters of the address; what is none narrows nothing."""
    form = FilterForm(formdata=request.args)
    form.validate()
    names = ("kind", "severity", "since", "until")
    said: dict[str, Any] = {name: None if form[name].errors else form[name].data for name in names}
    state = request.args.get("state", "")
    return form, Filters(
        said["kind"] if said["kind"] in wording.KINDS else "",
        state if state in wording.STATES else "",
        said["severity"] if said["severity"] in wording.SEVERITIES else "",
        said["since"] or None,
        said["until"] or None,
    )
