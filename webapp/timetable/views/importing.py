"""The office's pages of imports: a file handed in, what was found in it, the second click that applies it."""

from typing import Final

from flask import url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from webapp.core.actor import current_actor
from webapp.core.errors import Invalid
from webapp.core.text import _
from webapp.timetable.forms import AgreeForm, UploadForm
from webapp.timetable.gtfs.archive import MOST_PACKED
from webapp.timetable.gtfs.faults import WARNINGS
from webapp.timetable.importing import agree, found_import, hand_in, newest_imports
from webapp.timetable.jobs import apply_the_import
from webapp.timetable.permissions import KEEP, PRICE, SEE
from webapp.timetable.views.blueprint import network_pages
from webapp.timetable.wording import IMPORT_STATES, PARTS
from webapp.timetable.wording_faults import FAULTS
from webapp.ui.access import accepts_body, requires
from webapp.ui.rendering import redirect_to, render

MARGIN: Final = 1024 * 1024  # what a form adds around its file


@network_pages.get("/import")
@requires(KEEP)
def ask_import() -> str:
    """Ask for an archive, and show what was handed in before."""
    return _ask(UploadForm(formdata=None))


@network_pages.post("/import")
@accepts_body(MOST_PACKED + MARGIN)
@requires(KEEP)
def take_import() -> ResponseReturnValue:
    """Look the archive through; nothing of the network is written."""
    form = UploadForm()
    if not form.validate():
        return _ask(form), 422
    upload = form.file.data
    if not isinstance(upload, FileStorage):
        form.file.errors = [_("Faylı seçin.")]
        return _ask(form), 422
    public_id = hand_in(upload.read(), upload.filename or "gtfs.zip", actor=current_actor())
    return redirect_to(".show_import", public_id=public_id)


@network_pages.get("/import/<public_id>")
@requires(SEE)
def show_import(public_id: str) -> str:
    """Show what was found in an archive, what it would change, and how it stands."""
    return _show(public_id, AgreeForm(formdata=None))


@network_pages.post("/import/<public_id>/apply")
@requires(KEEP)
def apply_import(public_id: str) -> ResponseReturnValue:
    """Agree to what a clean archive changes; a job writes it."""
    form = AgreeForm()
    if not form.validate():
        return _show(public_id, form), 422
    try:
        agree(public_id, basis=form.basis.data or "", fares_from=form.fares_from.data, actor=current_actor())
    except Invalid as error:
        form.accept(error)
        return _show(public_id, form), 422
    apply_the_import.defer(once=public_id, public_id=public_id)
    return redirect_to(".show_import", public_id=public_id)


def _ask(form: UploadForm) -> str:
    found = newest_imports()
    return render("timetable/import.html", form=form, found=found, states=IMPORT_STATES, back=url_for("network.index"))


def _show(public_id: str, form: AgreeForm) -> str:
    row, actor = found_import(public_id), current_actor()
    may = actor.has(KEEP.code) and (not row.report["counts"]["prices"] or actor.has(PRICE.code))
    return render(
        "timetable/import_shown.html",
        row=row,
        report=row.report,
        form=form,
        states=IMPORT_STATES,
        parts=PARTS,
        faults=FAULTS,
        warnings=WARNINGS,
        may=may,
    )
