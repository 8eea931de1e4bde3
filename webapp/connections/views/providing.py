"""Form 2 on line, and the page of one's own service with what clauses 3.8.2 to 3.8.4 want of it."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from webapp.connections import labels, wording
from webapp.connections.archiving import reader_lines, shown_readers
from webapp.connections.content import missing_of
from webapp.connections.errors import NotReady
from webapp.connections.forms.providing import DescriptionForm, ServicesForm, services_form
from webapp.connections.models import Participant, Service
from webapp.connections.permissions import PREPARE, SIGN
from webapp.connections.queries import checks, paper_of, service_of, steps
from webapp.connections.services.papers import read_content
from webapp.connections.services.providing import (
    DESCRIBABLE,
    describe_service,
    request_services,
    save_services,
    start_services,
)
from webapp.connections.services.testing import missing_for_service
from webapp.connections.views.blueprint import connections
from webapp.connections.views.presenting import clock, way
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.ids import normal_public_id
from webapp.core.text import Text, _, _l
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@connections.post("/<public_id>/services")
@requires(PREPARE)
def start_form2(public_id: str) -> Response:
    """Open a draft of form 2, for new services or for a new version of one."""
    replaces = normal_public_id(request.form.get("replaces", ""))
    paper = start_services(public_id, replaces=replaces, actor=current_actor())
    return redirect_to(".edit_form2", public_id=paper)


@connections.get("/applications/<public_id>")
@requires(PREPARE, SIGN)
def edit_form2(public_id: str) -> ResponseReturnValue:
    """Show form 2 as it was saved, with what is missing and the button to sign."""
    paper, participant = paper_of(public_id, actor=current_actor(), own=True)
    if paper.kind != "form2" or paper.state != "draft":
        return redirect_to(".show", public_id=participant.public_id)
    content = read_content(paper)
    form = services_form(content, paper.version, blank_rows=int(request.args.get("rows") == "1"))
    checking = request.args.get("show") == "check"
    missing = missing_of("form2", content) if checking else []
    return render(
        "connections/form2.html", **_context(participant, paper.public_id, form, checking=checking, missing=missing)
    )


@connections.post("/applications/<public_id>")
@requires(PREPARE)
def save_form2(public_id: str) -> ResponseReturnValue:
    """Save, and go where the pressed button leads."""
    form = ServicesForm()
    if not form.validate():
        _paper, participant = paper_of(public_id, actor=current_actor(), own=True)
        return render(
            "connections/form2.html", **_context(participant, public_id, form, checking=False, missing=[])
        ), 422
    save_services(public_id, form.content, version=form.version.seen, actor=current_actor())
    pressed = request.form.get("do", "save")
    if pressed == "row":
        return redirect_to(".edit_form2", public_id=public_id, rows=1, _anchor="services")
    if pressed == "check":
        return redirect_to(".edit_form2", public_id=public_id, show="check")
    return redirect_to(".edit_form2", public_id=public_id, notice=_("Qaralama saxlanıldı."))


@connections.post("/applications/<public_id>/sign")
@requires(SIGN, step_up=True)
def sign_form2(public_id: str) -> ResponseReturnValue:
    """Ask for the signature under form 2."""
    version = version_of(request.form.get("version"))
    try:
        request_id = request_services(public_id, version=version, actor=current_actor())
    except NotReady:
        return redirect_to(".edit_form2", public_id=public_id, show="check")
    return go_to(url_for("signing.show", public_id=request_id))


@connections.get("/services/<public_id>")
@requires(PREPARE, SIGN)
def service(public_id: str) -> str:
    """Show one's own service: its four steps, what is missing, what it says."""
    found, participant = service_of(public_id, actor=current_actor(), own=True)
    return render("connections/service.html", form=_description(found), **service_context(found, participant))


@connections.post("/services/<public_id>")
@requires(PREPARE)
def describe(public_id: str) -> ResponseReturnValue:
    """Keep what the service says of itself."""
    form = DescriptionForm()
    if form.validate():
        try:
            describe_service(public_id, form.said, version=form.version.seen, actor=current_actor())
            return redirect_to(".service", public_id=public_id, notice=_("Xidmətin məlumatları saxlanıldı."))
        except Invalid as error:
            form.accept(error)
    found, participant = service_of(public_id, actor=current_actor(), own=True)
    return render("connections/service.html", form=form, **service_context(found, participant)), 422


def service_context(found: Service, participant: Participant) -> dict[str, Any]:
    """Return what a page about one service shows, the participant's and the office's."""
    person, _sep, phone = found.responsible.partition("\n")
    return {
        "case": participant,
        "service": found,
        "state": wording.SERVICE_STATES[found.state],
        "clock": clock(found.due_on),
        "four": _four_steps(found),
        "missing": missing_for_service(found, participant) if found.state in {"test", "passed"} else [],
        "responsible": f"{person}, {phone}",
        "readers": shown_readers(found),
        "way": way(steps(service=found.id)),
        "answered": checks(service=found.id),
        "describable": found.state in DESCRIBABLE,
        "wording": wording,
    }


def _four_steps(found: Service) -> list[dict[str, Any]]:
    """Return the four things of clause 3.8 with their states."""
    archive = bool(found.archive_what and found.archive_days and reader_lines(found))
    tested = found.state in {"passed", "live", "withdrawal", "notified", "disconnected"}
    said: list[tuple[Text, bool]] = [
        (_l("3.8.1. 2 nömrəli formada müraciət"), found.state != "draft"),
        (_l("3.8.2. Sınaq mühiti və sınaq məlumatları"), tested),
        (_l("3.8.3. Xidmət və ona müraciət hüquqları"), bool(found.code and found.clients)),
        (_l("3.8.4. Sorğu jurnalının arxivi"), archive),
    ]
    return [{"title": title, "status": "done" if done else "todo"} for title, done in said]


def _description(found: Service) -> DescriptionForm:
    texts = {name: getattr(found, name) for name in ("version", "code", "structure", "test_data", "archive_what")}
    lists = {
        "clients": "\n".join(found.clients),
        "archive_readers": "\n".join(reader_lines(found)),
    }
    return DescriptionForm(formdata=None, data={**texts, **lists, "archive_days": found.archive_days})


def _context(
    participant: Participant, public_id: str, form: ServicesForm, *, checking: bool, missing: list[tuple[str, Text]]
) -> dict[str, Any]:
    may_sign = current_actor().has(SIGN.code)
    shown = {"case": participant, "public_id": public_id, "form": form, "labels": labels}
    return {**shown, "checking": checking, "missing": missing, "may_sign": may_sign}
