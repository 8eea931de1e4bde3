"""What counts as a message: channels, recipients, lengths."""

import re
from base64 import b64decode
from binascii import Error as NotBase64Error
from dataclasses import dataclass
from typing import Any, Final

CHANNELS: Final = ("sms", "email", "push")
RECIPIENTS: Final = {
    "sms": re.compile(r"\+[1-9]\d{7,14}"),  # E.164
    "email": re.compile(r"[^@\s]+@[^@\s]+"),
    "push": re.compile(r"\S+"),
}
MOST_FILES: Final = 12
MOST_BYTES: Final = 4 * 1024 * 1024
LONGEST: Final = {"to": 2048, "subject": 500, "text": 20_000, "idempotency_key": 200}


class NotAMessageError(ValueError):
    """What was sent cannot be taken; the text says which field and why."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Order:
    """A message to be taken."""

    channel: str
    to: str
    text: str
    subject: str | None
    idempotency_key: str | None
    attachments: tuple[Attachment, ...] = ()
    structured: dict[str, Any] | None = None
    raw: bytes | None = None


def read_order(body: Any) -> Order:
    """Return the order in a JSON body. Raises NotAMessageError, which names the field."""
    if not isinstance(body, dict):
        raise NotAMessageError("The body is a JSON object.")
    fields = {name: _text_or_none(body, name) for name in LONGEST}
    channel, to, text = body.get("channel"), fields["to"], fields["text"]
    if channel not in CHANNELS:
        raise NotAMessageError(f"`channel` is one of {', '.join(CHANNELS)}.")
    if not to or not RECIPIENTS[channel].fullmatch(to):
        raise NotAMessageError("`to` is no recipient of this channel.")
    if not text:
        raise NotAMessageError("`text` is empty.")
    files, structured = _attachments(body.get("attachments", [])), body.get("structured")
    if structured is not None and not isinstance(structured, dict):
        raise NotAMessageError("`structured` is a JSON object.")
    if channel != "email" and (files or structured):
        raise NotAMessageError("Only mail has attachments and structured facts.")
    return Order(channel, to, text, fields["subject"], fields["idempotency_key"], files, structured)


def _attachments(given: Any) -> tuple[Attachment, ...]:
    if not isinstance(given, list) or len(given) > MOST_FILES:
        raise NotAMessageError(f"`attachments` is a list of at most {MOST_FILES} files.")
    try:
        files = tuple(
            Attachment(str(one["name"]), str(one["media_type"]), b64decode(one["content"], validate=True))
            for one in given
        )
    except (KeyError, TypeError, ValueError, NotBase64Error):
        raise NotAMessageError("An attachment has `name`, `media_type` and `content` in base64.") from None
    if sum(len(one.content) for one in files) > MOST_BYTES:
        raise NotAMessageError("The attachments are too large.")
    return files


def recipient_in(query: str) -> str:
    """Return the recipient meant by a query value; a raw `+` of a phone number arrives as a space or not at all."""
    bare = query.strip()
    return f"+{bare}" if bare.isdecimal() else bare


def _text_or_none(body: dict[str, Any], name: str) -> str | None:
    value = body.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST[name]:
        raise NotAMessageError(f"`{name}` is a text of at most {LONGEST[name]} characters.")
    return value
