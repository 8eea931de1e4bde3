"""What proves a waybill, and the waybill in the words of others: pages and files for its parties."""

from typing import Final

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.audit.api import record
from webapp.core.actor import Actor, current_actor
from webapp.core.asic import MIMETYPE
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.core.transaction import afterwards, transaction
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import redirect_to, render
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import NoSuchWaybill
from webapp.waybills.evidence.errors import NotReadable
from webapp.waybills.evidence.forms import BringForm
from webapp.waybills.evidence.giving import container_of
from webapp.waybills.evidence.taking import draft_from, read_any, written_as
from webapp.waybills.evidence.telling import proofs_of
from webapp.waybills.models import Waybill
from webapp.waybills.permissions import WAYBILLS_DRIVE, WAYBILLS_EDIT, WAYBILLS_VIEW
from webapp.waybills.queries import waybill_seen_by

evidence: Final = Blueprint("waybills_evidence", __name__, template_folder="templates", url_prefix="/cabinet/waybills")


@evidence.get("/<public_id>/evidence")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def show(public_id: str) -> str:
    """Say of each act what proves it."""
    waybill = _signed(public_id)
    return render("waybills_evidence/show.html", waybill=waybill, proofs=proofs_of(waybill))


@evidence.get("/<public_id>/evidence.asice")
@no_transaction
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def container(public_id: str) -> Response:
    """Give the container to a party; that it was given is kept."""
    actor = current_actor()
    with transaction(read_only=True):
        _signed(public_id)
    name, whole = container_of(public_id)
    with transaction():
        _kept("waybills.evidence_taken", _signed(public_id), actor)
    return _file(whole, name, MIMETYPE)


@evidence.get("/<public_id>/export/<form>")
@requires(WAYBILLS_VIEW, WAYBILLS_DRIVE)
def export(public_id: str, form: str) -> Response:
    """Give the waybill as it stands in the words of others."""
    actor = current_actor()
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    if waybill.erased_at is not None:
        raise NoSuchWaybill
    written = written_as(form, content_from_json(waybill.standing), waybill.number)
    if written is None:
        raise NotFound
    whole, ending, kind = written
    afterwards(lambda: _kept("waybills.exported", waybill, actor, form=form))
    return _file(whole, f"{waybill.number or 'qaime'}{ending}", kind)


@evidence.get("/bring")
@requires(WAYBILLS_EDIT)
def bring() -> str:
    """Ask for a file of another system."""
    return render("waybills_evidence/bring.html", form=BringForm())


@evidence.post("/bring")
@requires(WAYBILLS_EDIT)
def brought() -> AnyResponse | str | tuple[str, int]:
    """Begin a draft with what stands in the file."""
    form = BringForm()
    if not form.validate():
        return render("waybills_evidence/bring.html", form=form), 422
    upload = request.files[form.file.name]
    try:
        content = read_any(upload.stream.read())
    except NotReadable as error:
        form.accept(error)
        return render("waybills_evidence/bring.html", form=form), 422
    public_id = draft_from(content, actor=current_actor())
    return redirect_to(
        "waybills.edit", public_id=public_id, notice=_("Fayldan qaralama açıldı. Göndərməzdən əvvəl yoxlayın.")
    )


def _signed(public_id: str) -> Waybill:
    """Return a waybill that the actor sees and that somebody signed once. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=current_actor())
    if waybill.document_token is None:
        raise NoSuchWaybill
    return waybill


def _kept(action: str, waybill: Waybill, actor: Actor, **detail: str) -> None:
    record(
        action,
        actor=actor,
        object_type="waybill",
        object_key=waybill.public_id,
        subject_fin=waybill.driver_fin,
        detail=dict(detail),
    )


def _file(whole: bytes, name: str, kind: str) -> Response:
    return Response(whole, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
