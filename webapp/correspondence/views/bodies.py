"""The operator connects authorities to the correspondence and closes them."""

from flask.typing import ResponseReturnValue

from webapp.catalogue import api as catalogue
from webapp.core.actor import current_actor
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.correspondence.forms import BodyForm, ReasonForm
from webapp.correspondence.people import officers_of, posts_of_bodies
from webapp.correspondence.permissions import CONNECT
from webapp.correspondence.queries import all_bodies, body_by_code
from webapp.correspondence.services import connecting
from webapp.correspondence.views.blueprint import office_pages
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render


@office_pages.get("/bodies")
@requires(CONNECT)
def bodies() -> str:
    """List the authorities that take letters, those where nobody is named to open them, and those that were closed."""
    return _page(BodyForm(formdata=None))


@office_pages.post("/bodies")
@requires(CONNECT)
def connect() -> ResponseReturnValue:
    """Connect an authority."""
    form = BodyForm()
    if not form.validate():
        return _page(form), 422
    try:
        connecting.connect(form.name.data or "", actor=current_actor())
    except AppError as refusal:
        form.accept(refusal)
        return _page(form), refusal.status
    return redirect_to(".bodies", notice=_("Orqan qoşuldu."))


@office_pages.get("/bodies/<code>/close")
@requires(CONNECT)
def closing(code: str) -> str:
    """Ask why an authority takes no letters any more."""
    return render("correspondence/office_close.html", body=body_by_code(code), form=ReasonForm(formdata=None))


@office_pages.post("/bodies/<code>/close")
@requires(CONNECT)
def close(code: str) -> ResponseReturnValue:
    """Close it for new letters."""
    form = ReasonForm()
    if not form.validate():
        return render("correspondence/office_close.html", body=body_by_code(code), form=form), 422
    connecting.close_body(code, form.reason.data or "", actor=current_actor())
    return redirect_to(".bodies", notice=_("Orqan yeni məktub qəbul etmir."))


@office_pages.post("/bodies/<code>/open")
@requires(CONNECT)
def open_again(code: str) -> ResponseReturnValue:
    """Let it take letters again."""
    connecting.open_again(code, actor=current_actor())
    return redirect_to(".bodies", notice=_("Orqan yenidən məktub qəbul edir."))


def _page(form: BodyForm) -> str:
    named = posts_of_bodies()
    rows = [(one, named.get(one.name, 0), bool(officers_of(one.id))) for one in all_bodies()]
    known = {one.folded for one, _named, _entered in rows}
    listed = [one.name for one in catalogue.bodies()]
    return render("correspondence/office_bodies.html", rows=rows, form=form, listed=listed, known=known)
