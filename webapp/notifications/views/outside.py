"""Where the messaging operator tells us what became of messages."""

from typing import Final, cast

import structlog
from flask import current_app, request
from flask.typing import ResponseReturnValue

from webapp.notifications.delivering.receipts import BadReceipt, read_receipts, take_receipts
from webapp.notifications.views.blueprint import notifications
from webapp.ui.access import accepts_body, machine
from webapp.ui.portal import Portal

log = structlog.get_logger()
LARGEST: Final = 256 * 1024


@notifications.post("/notices/receipts")
@accepts_body(LARGEST)
@machine
def receipts() -> ResponseReturnValue:
    """Take signed receipts: 204, also for those that came before; 400 when they are not the operator's own."""
    told = {
        "stamp": request.headers.get("X-Receipt-Time", ""),
        "signature": request.headers.get("X-Receipt-Signature", ""),
    }
    secret = cast("Portal", current_app).settings.messaging_secret
    body = request.get_data()
    try:
        take_receipts(read_receipts(body, request.get_json(silent=True, force=True), secret=secret, **told))
    except BadReceipt as refused:
        log.warning("receipts were refused", why=str(refused))
        return "", 400
    return "", 204
