"""The operator's addresses: taking messages, reading them by program and by eye."""

from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Flask, current_app, jsonify, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from mocks.kit import Counterparty, Faults, fault_switches, problem, requires_admin
from mocks.kit.admin import HTTP_FAULTS
from mocks.kit.languages import chosen_language
from mocks.messaging.mails import order_of
from mocks.messaging.push import PUSH_FAULTS, Browsers, push
from mocks.messaging.receipts import RECEIPT_FAULTS, Receipts
from mocks.messaging.rules import NotAMessageError, Order, read_order, recipient_in
from mocks.messaging.store import KEPT, MessageStore
from mocks.messaging.texts import TEXTS

ON_ONE_PAGE: Final = 50
LARGEST: Final = 32 * 1024 * 1024
MOST_AT_ONCE: Final = 200
pages = Blueprint("messaging", __name__)


def create_app(data_dir: Path, receipts_url: str = "") -> Flask:
    """Return the operator's app, its messages kept in `data_dir`/messaging.sqlite3; receipts go to `receipts_url`."""
    app = Counterparty("mocks.messaging")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST
    faults = Faults(HTTP_FAULTS | RECEIPT_FAULTS | PUSH_FAULTS.keys() | {"reject"})
    app.extensions["receipts"], app.extensions["browsers"] = Receipts(receipts_url, faults), Browsers()
    app.extensions["messages"] = MessageStore(data_dir / "messaging.sqlite3")
    app.extensions["faults"] = faults
    fault_switches(app, faults)
    app.register_blueprint(pages)
    app.register_blueprint(push)
    return app


def _messages() -> MessageStore:
    store: MessageStore = current_app.extensions["messages"]
    return store


@pages.post("/api/messages")
def take() -> ResponseReturnValue:
    """Take one message: 202 with its id, the same id for the same idempotency key."""
    try:
        order = _order(request.get_json(silent=True))
    except NotAMessageError as error:
        return problem(HTTPStatus.BAD_REQUEST, "not-a-message", str(error))
    if _rejects(order):
        return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "recipient-rejected", "The network does not know this number.")
    new_id = _messages().take(order)
    current_app.extensions["receipts"].note(order.idempotency_key, order.to)
    return jsonify(id=new_id), HTTPStatus.ACCEPTED


@pages.post("/api/messages/batch")
def take_many() -> ResponseReturnValue:
    """Take up to 200 messages; answer for each, in order, its id or the word of its refusal."""
    body = request.get_json(silent=True)
    given = body.get("messages") if isinstance(body, dict) else None
    if not isinstance(given, list) or len(given) > MOST_AT_ONCE:
        return problem(HTTPStatus.BAD_REQUEST, "not-a-batch", f"`messages` is a list of at most {MOST_AT_ONCE}.")
    taken: dict[int, Order] = {}
    results: list[dict[str, str]] = [{} for _ in given]
    for place, one in enumerate(given):
        try:
            order = _order(one)
        except NotAMessageError as error:
            results[place] = {"problem": "not-a-message", "title": str(error)}
            continue
        if _rejects(order):
            results[place] = {"problem": "recipient-rejected"}
        else:
            taken[place] = order
    for place, new_id in zip(taken, _messages().take_all(list(taken.values())), strict=True):
        results[place] = {"id": new_id}
        current_app.extensions["receipts"].note(taken[place].idempotency_key, taken[place].to)
    return jsonify(results=results), HTTPStatus.ACCEPTED


def _order(body: Any) -> Order:
    """Return the order in a JSON body; a mail may come whole, as it travels. Raises NotAMessageError."""
    if isinstance(body, dict) and "mime" in body:
        read_order({**{name: value for name, value in body.items() if name != "mime"}, "text": "mime"})
        return order_of(body)
    return read_order(body)


def _rejects(order: Order) -> bool:
    faults: Faults = current_app.extensions["faults"]
    return faults.strikes("reject", order.to) is not None


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


@pages.get("/api/messages/<message>/mail")
def mail(message: str) -> ResponseReturnValue:
    """Return a mail as it travelled."""
    raw = _messages().mail(message)
    if raw is None:
        return problem(HTTPStatus.NOT_FOUND, "no-such-mail", "No such mail.")
    return raw, {"Content-Type": "message/rfc822", "Content-Disposition": 'attachment; filename="mail.eml"'}


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
