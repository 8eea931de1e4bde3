"""What buyers are told of a sale: tickets are there, seats are kept no longer, a seat is offered."""

from datetime import datetime
from typing import Any, Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.tickets.boarding.mailed import rides_sold
from webapp.ui.filters import clock_time


def _until(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"until": clock_time(datetime.fromisoformat(params["until"]))}


def _to_order(params: dict[str, Any]) -> str:
    """Return the order's page in the cabinet; a guest has the address in the words of the message."""
    if not params["order"]:
        return url_for("tickets_public.search")
    return url_for("tickets.order", public_id=params["order"])


TEMPLATES: Final = (
    NotificationTemplate(
        "tickets.sold",
        _l("Biletləriniz hazırdır"),
        _l("%(ride)s: biletlər ödənilib, nömrələr %(numbers)s. Minikdə QR kodu göstərin.%(way)s"),
        link=_to_order,
        sms=True,
        enclose=rides_sold,
    ),
    NotificationTemplate(
        "tickets.lapsed",
        _l("Yerlər artıq saxlanılmır"),
        _l(
            "%(ride)s: yerlərin saxlanma müddəti bitdi, yerlər boşaldıldı. Ödəniş etmisinizsə: yerlər hələ boşdursa,"
            " biletlər verilir, tutulubsa, vəsait dərhal ödədiyiniz vasitəyə tam qaytarılır.%(way)s"
        ),
        link=_to_order,
        sms=True,
    ),
    NotificationTemplate(
        "tickets.money_back",
        _l("Ödəniş gec gəldi, pulunuz qaytarılır"),
        _l(
            "Ödənişiniz gələndə yerlər artıq saxlanılmırdı və boş deyildi. Vəsait ödədiyiniz vasitəyə tam qaytarılır.%(way)s"
        ),
        link=_to_order,
        sms=True,
    ),
    NotificationTemplate(
        "tickets.waiting",
        _l("Yer növbəsindəsiniz"),
        _l(
            "%(trip)s reysi (%(until)s) üçün növbədəsiniz. Yer boşalanda yazacağıq. Növbəyə baxmaq və çıxmaq üçün:%(way)s"
        ),
        link=_to_order,
        sms=True,
    ),
    NotificationTemplate(
        "tickets.offer",
        _l("Yer boşaldı"),
        _l(
            "%(trip)s reysində yer boşaldı və saat %(until)s-dək sizin üçün saxlanılır. Sərnişinləri yazıb ödəyin.%(way)s"
        ),
        link=_to_order,
        sms=True,
        words=_until,
    ),
)
