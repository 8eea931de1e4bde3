"""Adding, replacing and removing copies, confirming what was read."""

from typing import Final

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from webapp.attachments.errors import RefusedFile
from webapp.attachments.owners import changed_by
from webapp.attachments.queries import Place, as_copy
from webapp.attachments.rules import MEBIBYTE, MOST_BYTES, MOST_BYTES_OF_CASE
from webapp.attachments.services.confirming import confirm_field
from webapp.attachments.services.keeping import remove as remove_copy
from webapp.attachments.services.receiving import receive
from webapp.attachments.views.blueprint import copies
from webapp.attachments.views.presenting import copy_page, list_page, place_of, removing_page
from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.permissions import SIGNED_IN
from webapp.core.text import _, _n
from webapp.ui import htmx
from webapp.ui.access import accepts_body, requires
from webapp.ui.errors import wants_problem
from webapp.ui.forms import clean_line
from webapp.ui.rendering import redirect_to

FIELD: Final = "field-"


@copies.post("/of/<kind>/<ref>/<slot>")
@accepts_body(MOST_BYTES_OF_CASE + MEBIBYTE)
@requires(SIGNED_IN)
def add(kind: str, ref: str, slot: str) -> ResponseReturnValue:
    """Take the files in; the page says of each that was refused why."""
    place, actor = Place(kind, ref, slot), current_actor()
    taken, refused = [], []
    for upload in _sent():
        try:
            taken.append(receive(upload, **place._asdict(), actor=actor))
        except RefusedFile as refusal:
            refused.append(_why(upload, refusal))
            if wants_problem():
                raise
    if wants_problem():
        return jsonify([{"public_id": copy.public_id, "name": copy.name} for copy in taken])
    if refused or not taken:
        return list_page(place, actor, refused=refused or [_("Fayl seçin.")]), 422
    notice = _n("%(num)s fayl əlavə olundu.", "%(num)s fayl əlavə olundu.", len(taken))
    return redirect_to(".of", **place._asdict(), notice=notice)


@copies.get("/<public_id>/remove")
@requires(SIGNED_IN)
def removing(public_id: str) -> str:
    """Ask whether the copy is to be taken out, or another put in its place."""
    return removing_page(changed_by(current_actor(), public_id))


@copies.post("/<public_id>/remove")
@requires(SIGNED_IN)
def remove(public_id: str) -> ResponseReturnValue:
    """Take it out."""
    actor = current_actor()
    place = place_of(changed_by(actor, public_id))
    remove_copy(public_id, actor=actor)
    if htmx.is_fragment():
        return list_page(place, actor)
    return redirect_to(".of", **place._asdict(), notice=_("Fayl silindi."))


@copies.post("/<public_id>/replace")
@accepts_body(MOST_BYTES + MEBIBYTE)
@requires(SIGNED_IN)
def replace(public_id: str) -> ResponseReturnValue:
    """Take another file in and this one out, both or neither."""
    actor = current_actor()
    row = changed_by(actor, public_id)
    place, kind = place_of(row), as_copy(row).copy_kind
    try:
        upload = next(iter(_sent()), FileStorage())
        remove_copy(public_id, actor=actor)
        copy = receive(upload, **place._asdict(), copy_kind=kind, actor=actor)
    except RefusedFile as refused:
        raise Invalid(refused.message, fields=refused.fields) from None
    return redirect_to(".show", public_id=copy.public_id, notice=_("Fayl əvəz olundu."))


@copies.post("/<public_id>/fields")
@requires(SIGNED_IN)
def confirm(public_id: str) -> ResponseReturnValue:
    """Keep what the person says stands on the paper."""
    actor = current_actor()
    row = changed_by(actor, public_id)
    problems: dict[str, str] = {}
    for code, value in request.form.items():
        if code.startswith(FIELD):
            _confirm(public_id, code.removeprefix(FIELD), value, problems)
    if problems:
        return copy_page(row, actor, problems=problems, typed=dict(request.form)), 422
    return redirect_to(".show", public_id=public_id, notice=_("Oxunan məlumat təsdiqləndi."))


def _confirm(public_id: str, code: str, value: str, problems: dict[str, str]) -> None:
    try:
        confirm_field(public_id, code, value, actor=current_actor())
    except Invalid as refused:
        problems[code] = str(refused)


def _sent() -> list[FileStorage]:
    """Return the files of the request; a field that was left empty is none."""
    return [upload for _name, upload in request.files.items(multi=True) if upload.filename]


def _why(upload: FileStorage, refusal: RefusedFile) -> str:
    return _("“%(name)s” əlavə olunmadı. %(why)s", name=clean_line(upload.filename), why=str(refusal))
