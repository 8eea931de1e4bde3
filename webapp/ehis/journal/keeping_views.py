"""The office's pages of how the log is kept: named readers, periods, limits, records of destruction."""

from typing import Final

from flask import Blueprint, make_response
from werkzeug.wrappers import Response

from webapp.core.actor import current_actor
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.ehis.journal import queries, reading
from webapp.ehis.journal.errors import AlreadyAReader
from webapp.ehis.journal.forms import EndForm, LimitsForm, ReaderForm, RetentionForm
from webapp.ehis.journal.presenting import destruction_rows, reader_rows, rule_rows
from webapp.ehis.journal.retention import Rules, set_rule
from webapp.ehis.journal.settings import LIMITS, set_limits
from webapp.ehis.permissions import KEEP_JOURNAL, READ_JOURNAL
from webapp.ui.access import requires
from webapp.ui.rendering import redirect_to, render

keeping_pages = Blueprint("ehis_keeping", __name__, url_prefix="/office/ehis/keeping", template_folder="templates")
UNPROCESSABLE: Final = 422
LIMIT: Final = "limit-"
"""Stands before the names of the second form's fields: a page has each id once."""


@keeping_pages.get("/readers")
@requires(READ_JOURNAL)
def readers() -> str:
    """Show who may read messages, by service."""
    return _readers(ReaderForm())


@keeping_pages.post("/readers")
@requires(KEEP_JOURNAL)
def name_reader() -> Response:
    """Name a person for a service."""
    form = ReaderForm()
    if not form.validate():
        return make_response(_readers(form), UNPROCESSABLE)
    try:
        reading.name_reader(form.service.data or "", form.fin.data or "", form.name.data or "", actor=current_actor())
    except AlreadyAReader as error:
        form.fin.errors = [str(error)]
        return make_response(_readers(form), UNPROCESSABLE)
    return redirect_to(".readers", notice=_("Şəxs siyahıya yazıldı."))


@keeping_pages.post("/readers/end")
@requires(KEEP_JOURNAL)
def end_reader() -> Response:
    """Take a person off the list."""
    form = EndForm()
    if not form.validate() or form.reader.data is None:
        raise NotFound
    reading.end_reader(form.reader.data, actor=current_actor())
    return redirect_to(".readers", notice=_("Şəxs siyahıdan çıxarıldı."))


@keeping_pages.get("/periods")
@requires(READ_JOURNAL)
def periods() -> str:
    """Show how long messages of each service are kept, and what was destroyed."""
    return _periods(RetentionForm(), _limits())


@keeping_pages.post("/periods")
@requires(KEEP_JOURNAL)
def set_period() -> Response:
    """Say how long messages of a service are kept."""
    form = RetentionForm()
    if not form.validate():
        return make_response(_periods(form, _limits()), UNPROCESSABLE)
    set_rule(
        form.service.data or "",
        form.keep_days.data or 1,
        what=form.what.data or "",
        basis=form.basis.data or "",
        actor=current_actor(),
    )
    return redirect_to(".periods", notice=_("Saxlanma müddəti yadda saxlanıldı."))


@keeping_pages.post("/limits")
@requires(KEEP_JOURNAL)
def change_limits() -> Response:
    """Say how often the log is stamped and how long it goes on without."""
    form = LimitsForm(prefix=LIMIT)
    if not form.validate():
        return make_response(_periods(RetentionForm(formdata=None), form), UNPROCESSABLE)
    set_limits(**{name: form[name].data for name in LIMITS}, actor=current_actor())
    return redirect_to(".periods", notice=_("Hədlər yadda saxlanıldı."))


def _limits() -> LimitsForm:
    return LimitsForm(formdata=None, obj=queries.condition(), prefix=LIMIT)


def _readers(form: ReaderForm) -> str:
    may_change = current_actor().has(KEEP_JOURNAL.code)
    return render("ehis_journal/readers.html", form=form, readers=reader_rows(reading.readers()), may_change=may_change)


def _periods(form: RetentionForm, limits: LimitsForm) -> str:
    return render(
        "ehis_journal/periods.html",
        form=form,
        limits=limits,
        rules=rule_rows(Rules().listed()),
        destructions=destruction_rows(queries.destructions()),
        state=queries.condition(),
        may_change=current_actor().has(KEEP_JOURNAL.code),
    )
