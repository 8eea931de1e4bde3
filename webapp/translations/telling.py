"""What people who work on texts are told: their words were turned back, published words could not be shown."""

from typing import Any, Final

from flask import url_for
from sqlalchemy import select

from webapp.auth.api import staff_with
from webapp.core import db
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.notifications.api import NoticeArea, NotificationTemplate, notify_account
from webapp.translations.models import TextFault, TextRow, TextVersion

KEEPERS: Final = ("translator", "text_publisher")
SHORT: Final = 60
MOST: Final = 20


def _editor(params: dict[str, Any]) -> str:
    return url_for("texts.edit", language=params["language"], key=params["key"])


TEMPLATES: Final = (
    NoticeArea("translations", _l("Saytın mətnləri")),
    NotificationTemplate(
        "translations.rejected",
        _l("Tərcüməniz geri qaytarıldı"),
        _l("“%(words)s”: %(reason)s"),
        _editor,
        sample={"words": "Help", "reason": "…", "language": "en", "key": "0" * 20},
    ),
    NotificationTemplate(
        "translations.fault",
        _l("Dərc olunmuş mətn səhifədə göstərilə bilmədi"),
        _l(
            "“%(words)s” əvəzinə kataloqun mətni göstərilir. Mətni düzəldib yenidən dərc edin və ya əvvəlki nəşrə qayıdın."
        ),
        _editor,
        urgent=True,
        sample={"words": "Help", "language": "en", "key": "0" * 20},
    ),
)


def tell_the_author(text: TextRow, row: TextVersion) -> None:
    """Tell who wrote a version that it was turned back, and why."""
    if row.author_id is not None:
        words, reason = row.forms[0][:SHORT], row.reason or ""
        notify_account(
            row.author_id, "translations.rejected", words=words, reason=reason, language=row.language, key=text.key
        )


def tell_of_faults() -> int:
    """Tell who keeps the texts of published words that could not be shown, once of each; returns of how many."""
    query = select(TextFault).where(TextFault.told_at.is_(None)).order_by(TextFault.id).limit(MOST)
    found = db.session().scalars(query.with_for_update(skip_locked=True)).all()
    for fault in found:
        fault.told_at = now()
        words = db.session().scalar(select(TextRow.msgid).where(TextRow.key == fault.key)) or fault.key
        for account_id in staff_with(KEEPERS):
            notify_account(
                account_id, "translations.fault", words=words[:SHORT], language=fault.language, key=fault.key
            )
    return len(found)
