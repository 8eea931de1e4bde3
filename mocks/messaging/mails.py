"""A mail as it travels, read as mail programs read it."""

import json
import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from email import message_from_bytes
from email.parser import BytesHeaderParser
from email.policy import default
from typing import Any, Final

from mocks.messaging.rules import MOST_BYTES, Attachment, NotAMessageError, Order

FACTS: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

WANTED: Final = ("From", "To", "Subject", "Date", "Message-ID", "Content-Type")
SIGNATURE: Final = re.compile(r"\r?\n-- \r?\n")


@dataclass(frozen=True, slots=True)
class Mail:
    """What a person sees of a mail, and what came with it."""

    subject: str
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    structured: dict[str, Any] | None


def order_of(body: dict[str, Any]) -> Order:
    """Return the order in a body with `mime`. Raises NotAMessageError for what no mail program could read.

    Only the headers are looked at here; the rest is read when somebody looks.
    """
    try:
        raw = b64decode(body["mime"], validate=True)
    except (TypeError, ValueError, NotBase64Error):
        raise NotAMessageError("`mime` is base64.") from None
    if len(raw) > MOST_BYTES:
        raise NotAMessageError("The mail is too large.")
    head = BytesHeaderParser().parsebytes(raw)
    if head.defects or not all(head[name] for name in WANTED):
        raise NotAMessageError("The headers of the mail are broken.")
    return Order("email", body["to"], "", None, body.get("idempotency_key"), raw=raw)


def read_mail(raw: bytes) -> Mail:
    """Return the mail as a mail program shows it."""
    mail = message_from_bytes(raw, policy=default)
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    page = str(html.get_content()) if html else ""
    facts = FACTS.search(page)
    files = tuple(
        Attachment(part.get_filename() or "", part.get_content_type(), part.get_payload(decode=True))  # type: ignore[arg-type] # bytes of a part that is no multipart
        for part in mail.iter_attachments()
    )
    words = SIGNATURE.split(str(plain.get_content()) if plain else "")[0].strip()  # mail programs hide a signature
    return Mail(str(mail["Subject"]), words, page, files, json.loads(facts[1]) if facts else None)
