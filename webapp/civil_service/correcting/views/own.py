"""The servant's corrections: the list, a new one beside a fact, one with its timeline, the file for court."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from webapp.audit.api import record
from webapp.civil_service.correcting import wording
from webapp.civil_service.correcting.errors import NoRecord
from webapp.civil_service.correcting.export import case_file
from webapp.civil_service.correcting.filing import Claim, file_correction, route_of
from webapp.civil_service.correcting.forms import ClaimForm
from webapp.civil_service.correcting.queries import own_correction, own_corrections
from webapp.civil_service.correcting.stepping import OBJECT
from webapp.civil_service.correcting.views.blueprint import corrections
from webapp.civil_service.correcting.views.presenting import shown
from webapp.civil_service.entering.wording import line_of, stretch
from webapp.civil_service.governing.closing import ensure_may_enter
from webapp.civil_service.governing.parameters import value_of
from webapp.civil_service.groups import BY_CODE, Group
from webapp.civil_service.permissions import OWN
from webapp.civil_service.queries import fact, own_servant
from webapp.civil_service.services.checking import known_group
from webapp.civil_service.values import Fact
from webapp.core.actor import current_actor
from webapp.core.errors import AppError, NotFound
from webapp.core.text import _
from webapp.core.transaction import afterwards, savepoint
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

MOST_BYTES = 12 * 1024 * 1024


@corrections.get("")
@requires(OWN)
def index() -> str:
    """Show the servant's corrections, newest first."""
    ensure_may_enter(current_actor())
    rows = own_corrections(current_actor())
    known = own_servant(current_actor()) is not None
    return render("civil_service/correcting/own.html", rows=rows, known=known, wording=wording, groups=BY_CODE)


@corrections.get("/new")
@requires(OWN)
def new() -> str:
    """Ask what is wrong with a fact (`entry`), or what is missing in a group (`group`)."""
    of, known = _about()
    form = ClaimForm(formdata=None, group=of, missing=known is None)
    return _page(form, of, known)


@corrections.post("/new")
@accepts_body(MOST_BYTES)
@requires(OWN)
def file() -> ResponseReturnValue:
    """File the correction; it goes to the participant, or at once to the operator."""
    of, known = _about()
    form = ClaimForm(group=of, missing=known is None)
    if not form.validate():
        return _page(form, of, known), 422
    claim = Claim(
        group=of, fact=known, field=form.field.data or "whole", right=form.right.data or "", words=form.words.data or ""
    )
    try:
        with savepoint():
            row = file_correction(claim, request.files.get("file"), actor=current_actor())
    except AppError as error:
        error.fields = {"file" if name == "proof" else name: why for name, why in error.fields.items()}
        form.accept(error)
        return _page(form, of, known), error.status
    notice = _("Müraciətiniz %(number)s nömrəsi ilə qeydə alındı.", number=row.number)
    return redirect_to(".show", public_id=row.public_id, notice=notice)


@corrections.get("/<public_id>")
@requires(OWN)
def show(public_id: str) -> str:
    """Show a correction with its timeline."""
    return render("civil_service/correcting/one.html", **shown(own_correction(public_id, current_actor())))


@corrections.get("/<public_id>/file.zip")
@requires(OWN)
def download(public_id: str) -> Response:
    """Send everything about a correction in one file, for a higher body or a court."""
    actor, row = current_actor(), own_correction(public_id, current_actor())
    afterwards(
        lambda: record("civil_service.correction_file", actor=actor, object_type=OBJECT, object_key=row.public_id)
    )
    headers = {"Content-Disposition": f'attachment; filename="{row.number}.zip"'}
    return Response(case_file(row), mimetype="application/zip", headers=headers)


def _about() -> tuple[Group, Fact | None]:
    """Return the group and the fact that the address names, of one's own record and not hidden by law."""
    servant = own_servant(current_actor())
    if servant is None:
        raise NoRecord
    entry = request.args.get("entry", "")
    known = fact(servant.id, entry) if entry else None
    of = known.group if known is not None else known_group(request.args.get("group", ""))
    if of.hidden is not None:
        raise NotFound
    return of, known


def _page(form: ClaimForm, of: Group, known: Fact | None) -> str:
    servant = own_servant(current_actor())
    if servant is None:
        raise NoRecord
    body, why = route_of(servant, of, known)
    return render(
        "civil_service/correcting/new.html",
        form=form,
        group=of,
        line=line_of(of, known.content) if known else "",
        days=stretch(known.valid_from, known.valid_to) if known else "",
        known=known,
        body=body,
        why=wording.WHYS[why] if why else None,
        term=value_of("correction_operator" if why else "correction_participant"),
    )
