"""What happens after a page of the form was saved: quietly, with both versions, with what is wrong, or onwards."""

from collections.abc import Mapping
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp.attachments import api as attachments
from webapp.attachments.errors import RefusedFile
from webapp.core.actor import Actor
from webapp.core.clock import local, now
from webapp.core.errors import StaleVersion
from webapp.core.text import _
from webapp.ui.htmx import go_to
from webapp.ui.rendering import redirect_to
from webapp.workflow.content import asked_fields, words_of_value
from webapp.workflow.forms.made import SectionForm
from webapp.workflow.offer.fields import Kind
from webapp.workflow.services.filling import stamp_of
from webapp.workflow.services.registering import COPIES
from webapp.workflow.views.editing import Editing, Errors, refusal_text
from webapp.workflow.views.tasks import next_section_address


def is_quiet() -> bool:
    """Whether the page saves itself, without going anywhere."""
    return request.headers.get("X-Autosave") == "1"


def quiet_answer(stamp: str) -> Mapping[str, Any] | None:
    """Return the answer to a page that saved itself, None when a person pressed a button."""
    return {"version": stamp, "saved_at": f"{local(now()):%H:%M}"} if is_quiet() else None


def take_files(editing: Editing, actor: Actor) -> Errors:
    """Take in the files that came with the form, without a script to send them at once; return what was refused."""
    refused: Errors = []
    for field in editing.on_page:
        slot = editing.place(field)
        if field.kind is not Kind.COPY or not editing.opened.holds(slot):
            continue
        for upload in filter(lambda one: one.filename, request.files.getlist(slot)):
            place = {"kind": COPIES, "ref": editing.case.public_id, "slot": slot}
            try:
                attachments.receive(upload, **place, copy_kind=field.copy_kind, actor=actor)
            except RefusedFile as refusal:
                refused.append((slot.replace(".", "-"), f"{upload.filename}: {refusal_text(refusal)}"))
    return refused


def onwards(before: Editing, after: Editing, refused: Errors) -> ResponseReturnValue:
    """Go where the button leads, unless something is to be corrected here or an answer led to further questions."""
    pressed = request.form.get("do", "next")
    if pressed == "redraw":
        return after.page(after.saved_form())
    public_id = after.case.public_id
    if pressed == "later" and not refused:
        return redirect_to("workflow.edit", public_id=public_id, notice=_("Qaralama saxlanıldı."))
    form = after.saved_form(judged=True)
    further = {field.code for field in after.on_page} - {field.code for field in before.on_page}
    wrong = {code.removeprefix("a_") for code, _text in form.errors_for_summary()}
    if further and wrong <= further and not refused:
        return redirect_to("workflow.section" if not after.key else "workflow.row", **_where(after))
    copies = refused or after.copies_missing()
    if wrong or copies:
        return after.page(form, copies=copies), 422
    return go_to(_next_address(after))


def conflict(editing: Editing, form: SectionForm, said: Mapping[str, Any], stale: StaleVersion) -> Response:
    """Show both versions; saving again keeps what was typed, for the page then carries the newer stamp."""
    saved = stale.facts["saved"]
    rows = _differing(editing, said, saved if isinstance(saved, Mapping) else {})
    if is_quiet():
        return make_response(render_template("workflow/conflict.html", rows=rows, address=editing.address), 409)
    form.version.data = stamp_of(editing.section, saved if isinstance(saved, Mapping) else {})
    return make_response(editing.page(form, differing=rows), 409)


def _differing(editing: Editing, mine: Mapping[str, Any], saved: Mapping[str, Any]) -> list[dict[str, str]]:
    both = {field.code: field for said in (mine, saved) for field in asked_fields(editing.section, said)}
    rows = [
        {
            "label": str(field.label),
            "mine": words_of_value(field, mine.get(code), editing.applying),
            "saved": words_of_value(field, saved.get(code), editing.applying),
        }
        for code, field in both.items()
        if field.kind is not Kind.COPY
    ]
    return [row for row in rows if row["mine"] != row["saved"]]


def _where(editing: Editing) -> dict[str, str]:
    known = {"public_id": editing.case.public_id, "section": editing.section.code}
    return {**known, "key": editing.key} if editing.key else known


def _next_address(editing: Editing) -> str:
    """Return the list of rows after a row; after a section the next one that is open, at the end the check."""
    public_id = editing.case.public_id
    if editing.key:
        return url_for("workflow.section", public_id=public_id, section=editing.section.code)
    return next_section_address(editing.case, editing.case_type, editing.section.code, editing.opened)
