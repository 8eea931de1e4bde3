"""Form 1 on line: drafted and saved, checked, signed."""

from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from webapp.connections import labels
from webapp.connections.content import missing_of
from webapp.connections.errors import NotReady
from webapp.connections.forms.application import ApplicationForm, application_form
from webapp.connections.models import Participant
from webapp.connections.permissions import PREPARE, SIGN
from webapp.connections.queries import application, own_case, steps
from webapp.connections.services.applying import EDITABLE, request_application, save_application
from webapp.connections.services.papers import read_content
from webapp.connections.views.blueprint import connections
from webapp.core.actor import current_actor
from webapp.core.clock import local, now
from webapp.core.text import _
from webapp.ui.access import requires
from webapp.ui.fields import version_of
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to, render


@connections.get("/<public_id>/form")
@requires(PREPARE)
def edit(public_id: str) -> ResponseReturnValue:
    """Show form 1 as it was saved; what is sent already is shown as a case."""
    participant = own_case(public_id, actor=current_actor())
    if participant.state not in EDITABLE:
        return redirect_to(".show", public_id=public_id)
    paper = application(participant)
    blank = int(request.args.get("rows") == "1")
    return _page(participant, application_form(read_content(paper), paper.version, blank_rows=blank))


@connections.post("/<public_id>/form")
@requires(PREPARE)
def save(public_id: str) -> ResponseReturnValue:
    """Save: quietly for the page itself, or on the way to where the pressed button leads."""
    form, quiet = ApplicationForm(), request.headers.get("X-Autosave") == "1"
    if not form.validate():
        return ("", 422) if quiet else (_page(own_case(public_id, actor=current_actor()), form), 422)
    version = save_application(public_id, form.content, version=form.version.seen, actor=current_actor())
    if quiet:
        return {"version": version, "saved_at": f"{local(now()):%H:%M}"}
    pressed = request.form.get("do", "save")
    if pressed == "row":
        return redirect_to(".edit", public_id=public_id, rows=1, _anchor="support")
    if pressed == "check":
        return redirect_to(".check", public_id=public_id)
    return redirect_to(".edit", public_id=public_id, notice=_("Qaralama saxlanıldı."))


@connections.get("/<public_id>/check")
@requires(PREPARE, SIGN)
def check(public_id: str) -> ResponseReturnValue:
    """Show the answers once more with what is missing, and the button to sign."""
    participant = own_case(public_id, actor=current_actor())
    if participant.state not in EDITABLE:
        return redirect_to(".show", public_id=public_id)
    return _check_page(participant)


@connections.post("/<public_id>/sign")
@requires(SIGN, step_up=True)
def sign(public_id: str) -> ResponseReturnValue:
    """Ask for the signature of the authorised official; what is missing is said on the check page."""
    version = version_of(request.form.get("version"))
    try:
        request_id = request_application(public_id, version=version, actor=current_actor())
    except NotReady:
        return redirect_to(".check", public_id=public_id)
    return go_to(url_for("signing.show", public_id=request_id))


def answers(content: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the answers of form 1 by section, as (label, value)."""
    codes = {"status": labels.STATUSES, "opinion": labels.VERDICTS}
    said = {
        name: str(codes[name].get(value, "")) if name in codes else value
        for name, value in content.items()
        if isinstance(value, str)
    }
    people = [(labels.FORM1_SECTIONS["2.1"], content.get("contact") or {})]
    people += [(labels.FORM1_SECTIONS["2.2"], row) for row in content.get("support") or []]
    first = [(str(label), said.get(name, "")) for name, label in labels.FORM1.items()]
    second = [(str(title), ", ".join(value for value in row.values() if value)) for title, row in people]
    third = [(str(labels.OFFICIAL[name]), said.get(name, "")) for name in ("official_name", "official_post")]
    titles = labels.FORM1_SECTIONS
    return [(str(titles["1"]), first), (str(titles["2"]), second), (str(titles["3"]), third)]


def _page(participant: Participant, form: ApplicationForm) -> str:
    remarks = next((step.text for step in reversed(steps(participant=participant.id)) if step.action == "return"), "")
    shown = remarks.splitlines() if participant.state == "deficient" else []
    return render("connections/form1.html", case=participant, form=form, labels=labels, remarks=shown)


def _check_page(participant: Participant) -> str:
    paper = application(participant)
    content = read_content(paper)
    return render(
        "connections/form1_check.html",
        case=participant,
        paper=paper,
        missing=missing_of("form1", content),
        sections=answers(content),
        labels=labels,
        form=application_form(content, paper.version),
        may_sign=current_actor().has(SIGN.code),
    )
