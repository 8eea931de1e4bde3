"""The operator's addresses: taking messages, reading them by program and by eye."""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, current_app, jsonify, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from mocks.kit import Counterparty, Faults, fault_switches, problem, requires_admin
from mocks.kit.admin import HTTP_FAULTS
from mocks.kit.languages import chosen_language
from mocks.messaging.rules import NotAMessageError, read_order, recipient_in
from mocks.messaging.store import KEPT, MessageStore
from mocks.messaging.texts import TEXTS

ON_ONE_PAGE: Final = 50
pages = Blueprint("messaging", __name__)


def create_app(data_dir: Path) -> Flask:
    """Return the operator's app, its messages kept in `data_dir`/messaging.sqlite3."""
    app = Counterparty("mocks.messaging")
    faults = Faults(HTTP_FAULTS | {"reject"})
    app.extensions["messages"] = MessageStore(data_dir / "messaging.sqlite3")
    app.extensions["faults"] = faults
    fault_switches(app, faults)
    app.register_blueprint(pages)
    return app


def _messages() -> MessageStore:
    store: MessageStore = current_app.extensions["messages"]
    return store


@pages.post("/api/messages")
def take() -> ResponseReturnValue:
    """Take one message: 202 with its id, the same id for the same idempotency key."""
    try:
        order = read_order(request.get_json(silent=True))
    except NotAMessageError as error:
        return problem(HTTPStatus.BAD_REQUEST, "not-a-message", str(error))
    faults: Faults = current_app.extensions["faults"]
    if faults.strikes("reject", order.to):
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "recipient-rejected", "The network does not know this number.")
    new_id = _messages().take(order)
    return jsonify(id=new_id), HTTPStatus.ACCEPTED


@pages.get("/api/messages")
def listed() -> ResponseReturnValue:
    """List messages, newest first, of the recipient `to` when given."""
    to = recipient_in(request.args.get("to", "")) or None
    limit = min(max(request.args.get("limit", ON_ONE_PAGE, type=int), 1), KEPT)
    return jsonify(
        [
            {
                "id": message.id,
                "channel": message.channel,
                "to": message.to,
                "subject": message.subject,
                "text": message.text,
                "at": message.at.isoformat(),
                "structured": message.structured,
                "attachments": [
                    {"name": file.name, "media_type": file.media_type, "size": len(file.content)}
                    for file in message.attachments
                ],
            }
            for message in _messages().latest(to, limit)
        ]
    )


@pages.get("/api/messages/<message>/attachments/<int:number>")
def attachment(message: str, number: int) -> ResponseReturnValue:
    """Return a file that came with a mail, by its place in it."""
    found = _messages().attachment(message, number)
    if found is None:
        return problem(HTTPStatus.NOT_FOUND, "no-such-attachment", "No such attachment.")
    saved = send_file(BytesIO(found.content), found.media_type, as_attachment=True, download_name=found.name)
    saved.headers["X-Content-Type-Options"] = "nosniff"
    return saved


@pages.get("/")
def shown() -> ResponseReturnValue:
    """Show messages to the eye, newest first; the page renews itself."""
    to = recipient_in(request.args.get("to", ""))
    language = chosen_language(TEXTS)
    return render_template(
        "messaging/messages.html",
        messages=_messages().latest(to or None, ON_ONE_PAGE),
        to=to,
        texts=TEXTS[language],
        language=language,
        languages=TEXTS,
        address_in=lambda code: url_for(".shown", lang=code, to=to or None),
    )


@pages.post("/admin/reset")
@requires_admin
def reset() -> ResponseReturnValue:
    """Forget all messages and faults."""
    _messages().clear()
    current_app.extensions["faults"].clear()
    return "", HTTPStatus.NO_CONTENT
