"""Readers: given from a day to a day by the operator; what they see while it lasts (6.1.3, 6.1.4)."""

from flask.typing import ResponseReturnValue
from wtforms.fields import SelectChoice  # type: ignore[attr-defined] # newer than the published types

from webapp.audit.api import record
from webapp.civil_service.governing import wording
from webapp.civil_service.governing.forms import ReaderForm
from webapp.civil_service.governing.parameters import in_force_and_later, rows_of_parameters
from webapp.civil_service.governing.queries import decided
from webapp.civil_service.governing.readers import OBJECT, access_of, candidates, grant, readers
from webapp.civil_service.governing.readers import end as end_access
from webapp.civil_service.governing.reviewing import reviewed
from webapp.civil_service.governing.rules import reads_on
from webapp.civil_service.governing.views.blueprint import governing
from webapp.civil_service.permissions import ASSESS, OVERSEE, READERS
from webapp.core.actor import current_actor
from webapp.core.clock import today
from webapp.core.errors import AppError
from webapp.core.text import _
from webapp.core.transaction import afterwards
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

NAMES = ("account", "kind", "purpose", "document", "valid_from", "valid_to")


@governing.get("/readers")
@requires(READERS, OVERSEE)
def reading() -> str:
    """Show who may read, till when; and who could."""
    rows = [(one, reads_on(one.valid_from, one.valid_to, one.ended_on, today())) for one in readers()]
    may = current_actor().has(READERS.code)
    return render("civil_service/governing/readers.html", rows=rows, wording=wording, may=may, today=today())


@governing.get("/readers/new")
@requires(READERS)
def granting() -> str:
    """Ask who may read, why, from when to when."""
    return _page(ReaderForm(formdata=None))


@governing.post("/readers/new")
@requires(READERS)
def let_in() -> ResponseReturnValue:
    """Give the access."""
    form = ReaderForm()
    if not form.validate():
        return _page(form), 422
    try:
        grant({name: form[name].data for name in NAMES}, actor=current_actor())
    except AppError as error:
        form.accept(error)
        return _page(form), error.status
    return redirect_to(".reading", notice=_("Müddətli icazə verildi."))


@governing.post("/readers/<public_id>/end")
@requires(READERS)
def end(public_id: str) -> ResponseReturnValue:
    """End an access before its day."""
    end_access(public_id, actor=current_actor())
    return redirect_to(".reading", notice=_("İcazə bitirildi."))


@governing.get("/review")
@requires(ASSESS)
def review() -> str:
    """Show a reader how the register is kept, while the access lasts: no servant's data."""
    access = access_of(current_actor())
    actor = current_actor()
    afterwards(
        lambda: record("civil_service.reading_used", actor=actor, object_type=OBJECT, object_key=access.public_id)
    )
    return render(
        "civil_service/governing/review.html",
        access=access,
        found=reviewed(),
        parameters=in_force_and_later(rows_of_parameters(), today()),
        consents=decided().rows,
        wording=wording,
    )


def _page(form: ReaderForm) -> str:
    known = candidates()
    form.account.choices = [SelectChoice(key, f"{name}, {body}") for key, name, body in known]
    return render("civil_service/governing/reader.html", form=form, known=known)
