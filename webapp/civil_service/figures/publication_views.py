"""The office's pages of publications: what was published when, and a correction of it with its reason."""

from datetime import date

from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.civil_service.figures.errors import NotPublished
from webapp.civil_service.figures.publishing import cells_of, publications, revise, revised_cells, revisions
from webapp.civil_service.figures.views import office_pages
from webapp.civil_service.permissions import FIGURES
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _, _l
from webapp.ui.access import requires
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render

__all__ = ["office_pages"]


class CorrectionForm(Form):
    """Why published figures are corrected; everybody reads it."""

    reason = TextAreaField(_l("Səbəb"), [DataRequired(message=_l("Səbəbi yazın.")), Length(max=500)])


@office_pages.get("/publications")
@requires(FIGURES)
def publication_list() -> str:
    """Show which quarters are published, since when, in which revision."""
    return render("civil_service/figures/publications.html", rows=publications())


@office_pages.get("/publications/<day>")
@requires(FIGURES)
def publication(day: str) -> str:
    """Show the revisions of a quarter and whether the register says otherwise now."""
    return _page(_day(day), CorrectionForm(formdata=None))


@office_pages.post("/publications/<day>")
@requires(FIGURES)
def correct(day: str) -> ResponseReturnValue:
    """Publish what the register says now beside what was published."""
    form, of = CorrectionForm(), _day(day)
    if form.validate_on_submit():
        try:
            row = revise(of, reason=form.reason.data or "", actor=current_actor())
        except AppError as error:
            form.accept(error)
        else:
            notice = _("Düzəliş dərc olundu: %(revision)s-ci nəşr.", revision=row.revision)
            return redirect_to(".publication", day=day, notice=notice)
    return _page(of, form), 422


def _page(day: date, form: CorrectionForm) -> str:
    found = revisions(day)
    if not found:
        raise NotPublished
    shown = {one.key: one.people for one in cells_of(found[-1])}
    says = {one.key: one.people for one in revised_cells(day, found)}
    differ = sum(shown.get(key) != says.get(key) for key in shown.keys() | says.keys())
    return render("civil_service/figures/publication.html", day=day, rows=found, differ=differ, form=form)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise NotPublished from None
