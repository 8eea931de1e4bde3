"""A notice as a mail: text and HTML side by side (RFC 2046), headers that no name can break (RFC 5322, 8058).

Nothing is fetched when it is read: no remote picture, no remote style. It reads well in light and dark.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any, Final, Protocol
from urllib.parse import urlsplit

from flask import current_app

from webapp.core.clock import local, now
from webapp.core.text import in_language

SENDER: Final = "Kabinet"
LONGEST_SUBJECT: Final = 200
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class Mail(Protocol):
    """What a mail is made of."""

    @property
    def to(self) -> str: ...  # noqa: D102 - a field of the message
    @property
    def text(self) -> str: ...  # noqa: D102 - a field of the message
    @property
    def subject(self) -> str | None: ...  # noqa: D102 - a field of the message
    @property
    def key(self) -> str: ...  # noqa: D102 - a field of the message
    @property
    def enclosed(self) -> Any: ...  # noqa: D102 - a field of the message
    @property
    def leads_to(self) -> str | None: ...  # noqa: D102 - a field of the message
    @property
    def unsubscribe(self) -> str | None: ...  # noqa: D102 - a field of the message
    @property
    def language(self) -> str: ...  # noqa: D102 - a field of the message


def mime_of(mail: Mail, *, site: str, at: datetime | None = None) -> bytes:
    """Return the whole mail as it travels. The same message has the same Message-ID however often it is made."""
    made = EmailMessage(policy=SMTP)
    domain = _domain(site)
    made["From"] = Address(SENDER, "no-reply", domain)
    made["To"] = _address(mail.to)
    made["Subject"] = one_line(mail.subject or SENDER)[:LONGEST_SUBJECT]
    made["Date"] = format_datetime(local(at or now()))
    made["Message-ID"] = f"<{mail.key}@{domain}>"
    made["Content-Language"] = mail.language
    made["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(_words("notifications/mail.txt", mail, site), cte="base64")
    made.add_alternative(_html(mail, site), subtype="html", cte="base64")
    for one in _files(mail):
        main, _slash, sub = one.media_type.partition("/")
        made.add_attachment(one.content, main, sub, filename=one_line(one.name))
    return _way_out(mail) + made.as_bytes()


def _way_out(mail: Mail) -> bytes:
    """Return the header by which a program ends mails. The library would write a long address as encoded words, which none reads."""
    return f"List-Unsubscribe: <{one_line(mail.unsubscribe)}>\r\n".encode("ascii") if mail.unsubscribe else b""


def one_line(text: str) -> str:
    """Return `text` without what could end a header: breaks of lines and other characters that show nothing."""
    return " ".join(UNPRINTABLE.sub(" ", text).split())


def _files(mail: Mail) -> Sequence[Any]:
    files: Sequence[Any] = mail.enclosed.files
    return files


def _html(mail: Mail, site: str) -> str:
    page = _words("notifications/mail.html", mail, site)
    if not mail.enclosed.structured:
        return page
    facts = json.dumps(mail.enclosed.structured, ensure_ascii=False).replace("<", "\\u003c")
    return page.replace("</head>", f'<script type="application/ld+json">{facts}</script></head>', 1)


def _words(name: str, mail: Mail, site: str) -> str:
    template = current_app.jinja_env.get_template(name)
    with in_language(mail.language):
        return template.render(mail=mail, site=site, language=mail.language)


def _address(to: str) -> Address:
    plain = one_line(to)
    user, _at, host = plain.rpartition("@")
    return Address(username=user, domain=host)


def _domain(site: str) -> str:
    host = urlsplit(site).hostname or ""
    return host if re.search(r"[a-z]", host) and "." in host else "kabinet.example"
