"""The office's pages of the message log: list, one message, reading it as a named person."""

from typing import Final

from flask import Blueprint, Response, make_response, request
from werkzeug.wrappers import Response as AnyResponse

from webapp.core.actor import current_actor
from webapp.core.transaction import transaction
from webapp.ehis.journal import queries, reading
from webapp.ehis.journal.forms import ReasonForm, filter_form
from webapp.ehis.journal.inspecting import signature_of
from webapp.ehis.journal.presenting import facts, rows_of, signature_in_words
from webapp.ehis.permissions import READ_JOURNAL, READ_MESSAGES
from webapp.ui.access import no_transaction, requires
from webapp.ui.rendering import render

journal_pages = Blueprint("ehis_journal", __name__, url_prefix="/office/ehis/journal", template_folder="templates")
FILTERS: Final = ("number", "client", "service", "day")
UNPROCESSABLE: Final = 422


@journal_pages.get("")
@requires(READ_JOURNAL)
def index() -> str:
    """Show the log, newest first, narrowed by number, client, service and day."""
    form = filter_form()
    found = queries.lines(form.filters, after=request.args.get("after"), before=request.args.get("before"))
    asked = {name: value for name in FILTERS if (value := request.args.get(name))}
    state = queries.condition()
    return render("ehis_journal/index.html", form=form, lines=found, rows=rows_of(found.rows), asked=asked, state=state)


@journal_pages.get("/<code>")
@requires(READ_JOURNAL)
def show(code: str) -> str:
    """Show one message: its headers, its place in the log, whether its signature holds."""
    return _page(queries.number_of(code), ReasonForm())


@journal_pages.post("/<code>/reading")
@no_transaction
@requires(READ_MESSAGES)
def read(code: str) -> AnyResponse:
    """Show the message itself to a person named for its service, who says why."""
    form = ReasonForm()
    number = _number(code)
    if not form.validate():
        return _refused(number, form)
    inside = reading.read_message(number, form.reason.data or "", actor=current_actor())
    with transaction(read_only=True):
        line, _ = queries.one(number)
    text = inside.message.decode("utf-8", "replace")
    return make_response(render("ehis_journal/message.html", line=line, text=text, reason=form.reason.data))


@journal_pages.post("/<code>/container")
@no_transaction
@requires(READ_MESSAGES)
def export(code: str) -> AnyResponse:
    """Give the message as evidence to a person named for its service, who says why."""
    form = ReasonForm()
    number = _number(code)
    if not form.validate():
        return _refused(number, form)
    name, whole = reading.export_message(number, form.reason.data or "", actor=current_actor())
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(whole, mimetype="application/vnd.etsi.asic-e+zip", headers=headers)


def _page(number: int, form: ReasonForm) -> str:
    line, place = queries.one(number)
    signature = signature_in_words(*signature_of(number))
    may_read = current_actor().has(READ_MESSAGES.code) and reading.is_reader(line.service, current_actor())
    return render(
        "ehis_journal/show.html",
        line=line,
        facts=facts(line, place),
        signature=signature,
        others=rows_of(queries.same_message(line)),
        form=form,
        may_read=may_read,
        stamped=place.stamp is not None,
    )


def _number(code: str) -> int:
    with transaction(read_only=True):
        return queries.number_of(code)


def _refused(number: int, form: ReasonForm) -> AnyResponse:
    with transaction(read_only=True):
        return make_response(_page(number, form), UNPROCESSABLE)
