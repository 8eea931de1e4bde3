"""A mail as it travels, read as mail programs read it."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from email import message_from_bytes
from email.policy import default
from typing import Any, Final

from mocks.messaging.rules import MOST_BYTES, Attachment, NotAMessageError, Order

FACTS: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

SIGNATURE: Final = re.compile(r"\r?\n-- \r?\n")


def read_mail(body: dict[str, Any]) -> Order:
    """Return the order in a body with `mime`. Raises NotAMessageError for what no mail program could read."""
    try:
        raw = b64decode(body["mime"], validate=True)
    except (TypeError, ValueError, NotBase64Error):
        raise NotAMessageError("`mime` is base64.") from None
    if len(raw) > MOST_BYTES:
        raise NotAMessageError("The mail is too large.")
    mail = message_from_bytes(raw, policy=default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    if plain is None or mail.defects or not mail["From"] or not mail["Message-ID"] or not mail["Subject"]:
        raise NotAMessageError("The mail has no text, or its headers are broken.")
    page = str(html.get_content()) if html else ""
    facts = FACTS.search(page)
    files = tuple(
        Attachment(part.get_filename() or "", part.get_content_type(), part.get_payload(decode=True))  # type: ignore[arg-type] # bytes of a part that is no multipart
        for part in mail.iter_attachments()
    )
    return Order(
        "email",
        body["to"],
        SIGNATURE.split(str(plain.get_content()))[0].strip(),  # as mail programs hide a signature
        str(mail["Subject"]),
        body.get("idempotency_key"),
        files,
        json.loads(facts[1]) if facts else None,
        raw,
    )
