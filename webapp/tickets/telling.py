"""What buyers are told of a sale."""

from datetime import datetime
from typing import Any, Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.ui.filters import clock_time


def _until(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"until": clock_time(datetime.fromisoformat(params["until"]))}


TEMPLATES: Final = (
    NotificationTemplate(
        "tickets.offer",
        _l("Yer boşaldı"),
        _l("%(trip)s reysində yer boşaldı və saat %(until)s-dək sizin üçün saxlanılır. Sərnişinləri yazıb ödəyin."),
        link=lambda params: url_for("tickets.order", public_id=params["order"]),
        sms=True,
        words=_until,
    ),
)
