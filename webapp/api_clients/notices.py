"""Messages to those who answer for a firm's programs."""

from typing import Any, Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate


def _page(params: dict[str, Any]) -> str:
    return url_for("programs.show", public_id=params["program"])


def _hook(params: dict[str, Any]) -> str:
    return url_for("programs.hook", public_id=params["hook"])


TEMPLATES: Final = (
    NotificationTemplate(
        "programs.let_in",
        _l("Təşkilata proqram qoşuldu"),
        _l("“%(name)s” proqramı təşkilatın adından işləyə bilər. Bunu siz etməmisinizsə, proqramı dərhal bağlayın."),
        _page,
        sms=True,
    ),
    NotificationTemplate(
        "programs.rotated",
        _l("Proqramın sirri dəyişdirildi"),
        _l("“%(name)s” proqramına yeni sirr verildi. Əvvəlki sirr yeddi gün də işləyəcək."),
        _page,
        sms=True,
    ),
    NotificationTemplate(
        "programs.shut_out",
        _l("Proqram bağlandı"),
        _l("“%(name)s” proqramı daha təşkilatın adından işləmir."),
        _page,
    ),
    NotificationTemplate(
        "programs.unheard",
        _l("Proqram bildirişləri qəbul etmir"),
        _l(
            "“%(name)s” proqramına bildiriş çatdırmaq alınmadı, cəhdlər dayandırıldı. Ünvanı yoxlayın və bildirişləri yenidən göndərin."
        ),
        _hook,
    ),
)
