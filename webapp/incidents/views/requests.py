"""What supervising bodies ask, with its 24-hour clock; overdue ones on top."""

from typing import Any

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse

from webapp.core import files
from webapp.core.actor import current_actor
from webapp.core.clock import BAKU, now
from webapp.core.errors import NotFound
from webapp.core.text import _
from webapp.incidents import wording
from webapp.incidents.forms.office import AnswerForm, RequestForm
from webapp.incidents.permissions import HANDLE, SEE
from webapp.incidents.queries import request_of, requests, steps
from webapp.incidents.services import supervision
from webapp.incidents.views.blueprint import office
from webapp.incidents.views.presenting import ask, clock, taken, way
from webapp.ui.access import requires
from webapp.ui.filters import moment
from webapp.ui.forms import Form
from webapp.ui.rendering import redirect_to, render


@office.get("/requests")
@requires(SEE)
def requests_page() -> str:
    """List the requests that wait, those due first on top, and those that are answered."""
    waiting, answered = ([_line(row) for row in requests(answered=done)] for done in (False, True))
    return render("incidents/requests.html", waiting=waiting, answered=answered, may_handle=_may())


@office.get("/requests/new")
@requires(HANDLE)
def new_request() -> str:
    """Ask who asks what."""
    return _new_page(RequestForm(formdata=None, data={"received_at": now().astimezone(BAKU)}))


@office.post("/requests/new")
@requires(HANDLE)
def create_request() -> ResponseReturnValue:
    """Register it: the clock runs from the receipt."""
    form = RequestForm()
    return taken(form, lambda: _received(form), _new_page)


@office.get("/requests/<public_id>")
@requires(SEE)
def request_page(public_id: str) -> str:
    """Show a request with its clock and answer."""
    row = request_of(public_id)
    context = {"clock": clock(row), "way": way(steps(request=row.id)), "may_handle": _may(), "wording": wording}
    return render("incidents/request.html", row=row, **context)


@office.get("/requests/<public_id>/answer")
@requires(HANDLE)
def answering(public_id: str) -> str:
    """Ask for the answer."""
    return _answer_page(public_id, AnswerForm(formdata=None))


@office.post("/requests/<public_id>/answer")
@requires(HANDLE)
def answer(public_id: str) -> ResponseReturnValue:
    """Answer it, with a document if there is one."""
    form = AnswerForm()
    return taken(form, lambda: _answered(public_id, form), lambda shown: _answer_page(public_id, shown))


@office.get("/requests/<public_id>/document")
@requires(SEE)
def request_document(public_id: str) -> Response:
    """Send the document of the answer."""
    row = request_of(public_id)
    if row.file_id is None:
        raise NotFound
    content = files.read(row.file_id)
    headers = {"Content-Disposition": f'attachment; filename="{row.number}"'}
    return Response(content, mimetype=files.sniff(content), headers=headers)


def _may() -> bool:
    return current_actor().has(HANDLE.code)


def _line(row: Any) -> dict[str, Any]:
    return {
        "number": {"text": row.number, "href": url_for(".request_page", public_id=row.public_id)},
        "body": wording.BODIES[row.body],
        "subject": row.subject,
        "received": moment(row.received_at),
        "due": moment(row.due_at),
        "clock": clock(row),
    }


def _new_page(form: Form) -> str:
    lead = _("Cavab müddəti alınma vaxtından 24 saatdır: gecə, istirahət və bayram günləri də sayılır.")
    return ask(form, title=_("Nəzarət orqanının sorğusu"), lead=lead, back=url_for(".requests_page"))


def _answer_page(public_id: str, form: Form) -> str:
    row, back = request_of(public_id), url_for(".request_page", public_id=public_id)
    return ask(form, title=_("Sorğunu cavablandırmaq"), lead=row.subject, back=back, upload=True)


def _received(form: Any) -> AnyResponse:
    texts = {name: form[name].data or "" for name in ("their_number", "subject", "question")}
    row = supervision.receive(form.body.data, **texts, received_at=form.received_at.data, actor=current_actor())
    return redirect_to(
        ".request_page", public_id=row.public_id, notice=_("Sorğu qeydə alındı, 24 saatlıq müddət başladı.")
    )


def _answered(public_id: str, form: Any) -> AnyResponse:
    upload = form.document.data  # a text when no file was sent as one
    document = (upload.filename, upload.read()) if isinstance(upload, FileStorage) and upload.filename else None
    supervision.answer(public_id, text=form.text.data, document=document, actor=current_actor())
    return redirect_to(".request_page", public_id=public_id, notice=_("Cavab qeydə alındı."))
