"""Telling a buyer, with or without an account, what happened to the tickets: in the cabinet, by SMS and by mail."""

from datetime import datetime
from typing import Any, Final

from flask import url_for

from webapp.core.text import Text, _l
from webapp.notifications.api import NotificationTemplate, notify_contact, notify_party
from webapp.tickets.boarding.mailed import rides_changed
from webapp.tickets.guests import guest_url
from webapp.tickets.models import Order
from webapp.tickets.permissions import BUY
from webapp.ui.filters import moment, money


def tell(order: Order, code: str, **params: Any) -> None:
    """Tell whoever bought the order, in the open transaction; `params` are plain values."""
    if order.party_id is not None:
        notify_party(order.party_id, code, permission=BUY, order=order.public_id, way="", **params)
    elif order.email or order.phone:
        known = params | {"order": "", "way": f" {guest_url(order.public_id)}"}
        notify_contact(code, email=order.email, phone=order.phone, language=order.language, **known)


def _in_words(params: dict[str, Any]) -> dict[str, Any]:
    """Return the params with sum and instant as their reader writes them, whoever's page or job it was that told."""
    found = dict(params)
    if "qepik" in params:
        found["sum"] = money(params["qepik"])
    if "until" in params:
        found["until"] = moment(datetime.fromisoformat(params["until"]))
    return found


def _to_order(params: dict[str, Any]) -> str:
    return (
        url_for("tickets.changes", public_id=params["order"]) if params["order"] else url_for("tickets_public.search")
    )


TODAY: Final = frozenset({"trip_cancelled", "delayed", "delayed_much", "seat_moved", "bus_changed", "no_seat"})
"""Told at any hour: the bus may leave before the morning."""
ANEW: Final = frozenset({"exchanged", "seat_moved", "trip_cancelled", "no_seat_refunded"})
"""Told with other tickets or none: the mail sets the rides in the calendar right."""


def _template(code: str, title: Text, body: Text) -> NotificationTemplate:
    """A guest is told the way back in the words themselves (`way`), for there is no cabinet to look into."""
    return NotificationTemplate(
        f"tickets.{code}",
        title,
        body,
        link=_to_order,
        sms=True,
        words=_in_words,
        enclose=rides_changed if code in ANEW else None,
        urgent=code in TODAY,
    )


# Kept in the original with payments and documents, translated where they are shown.
KEPT: Final = (
    _l("Biletin qaytarılması"),
    _l("Bilet qaytarılıb"),
    _l("Reys ləğv edilib"),
    _l("Dəyişdirilmiş avtobusda yer yoxdur"),
    _l("Avtobus biletinin dəyişdirilməsi"),
    _l("Dəyişdirmə baş tutmadı: yer tutulub və ya bilet istifadə olunub"),
    _l("Sərnişin dəyişdirmədən imtina edib"),
    _l("Başqa reys seçilib"),
    _l("Avtobus dəyişdirilib, saxlanılan yer artıq yoxdur"),
)
TEMPLATES: Final = (
    _template(
        "trip_cancelled",
        _l("Reys ləğv edildi, pulunuz qaytarılır"),
        _l(
            "%(trip)s reysi daşıyıcı tərəfindən ləğv edildi (%(why)s). %(sum)s, komissiya daxil, ödədiyiniz vasitəyə"
            " qaytarılır. Başqa reysi “Avtobus biletləri” səhifəsində seçə bilərsiniz.%(way)s"
        ),
    ),
    _template(
        "delayed",
        _l("Reysiniz gecikir"),
        _l("%(trip)s reysi %(minutes)s dəqiqə gecikir (%(why)s). Gözlənilən vaxt: %(until)s.%(way)s"),
    ),
    _template(
        "delayed_much",
        _l("Reysiniz çox gecikir, tam qaytara bilərsiniz"),
        _l(
            "%(trip)s reysi %(minutes)s dəqiqə gecikir (%(why)s). Gözlənilən vaxt: %(until)s. Gözləmək istəmirsinizsə,"
            " bileti yola düşənədək komissiya ilə birlikdə tam qaytarın və ya əlavə ödənişsiz dəyişdirin.%(way)s"
        ),
    ),
    _template(
        "in_time",
        _l("Reysiniz vaxtında yola düşür"),
        _l("%(trip)s reysinin gecikməsi aradan qalxdı: %(until)s yola düşür.%(way)s"),
    ),
    _template(
        "seat_moved",
        _l("Avtobus dəyişdi, yeriniz dəyişdirildi"),
        _l(
            "%(trip)s reysinə başqa avtobus verildi. Yeni yeriniz: %(seats)s. Köhnə kod etibarsızdır, yeni bileti açın.%(way)s"
        ),
    ),
    _template(
        "bus_changed",
        _l("Avtobus dəyişdi, yeriniz eynidir"),
        _l("%(trip)s reysinə başqa avtobus verildi: %(plate)s. Yeriniz və biletiniz dəyişmir.%(way)s"),
    ),
    _template(
        "exchanged",
        _l("Biletiniz dəyişdirildi"),
        _l("Yeni biletlər: %(numbers)s. Köhnə kodlar etibarsızdır, minikdə yeni bileti göstərin.%(way)s"),
    ),
    _template(
        "no_seat_reminder",
        _l("Seçim gözlənilir: avtobusda yeriniz yoxdur"),
        _l(
            "%(trip)s reysində %(ticket)s nömrəli biletə yer çatmayıb. %(until)s-dək başqa reysi seçin və ya pulu geri alın."
            " Seçməsəniz, pul komissiya ilə birlikdə tam qaytarılacaq.%(way)s"
        ),
    ),
    _template(
        "no_seat",
        _l("Avtobus dəyişdi, sizə yer çatmadı"),
        _l(
            "%(trip)s reysinə verilən avtobusda %(ticket)s nömrəli biletə yer yoxdur. %(until)s tarixinədək başqa reys seçin və ya"
            " pulu tam geri alın. Seçməsəniz, pul özü qayıdacaq.%(way)s"
        ),
    ),
    _template(
        "no_seat_refunded",
        _l("Pulunuz qaytarılır"),
        _l("%(trip)s reysinin dəyişdirilmiş avtobusunda yer olmadığına görə %(sum)s tam qaytarılır.%(way)s"),
    ),
    _template(
        "cart_ended",
        _l("Seçdiyiniz yer artıq yoxdur"),
        _l(
            "%(trip)s reysinə başqa avtobus verildi və saxladığınız yer onda yoxdur. Yenidən yer seçin. Ödəniş getmişsə, geri qayıdacaq.%(way)s"
        ),
    ),
    _template(
        "claim_accepted",
        _l("Müraciətiniz qəbul edildi"),
        _l("%(ticket)s nömrəli bilet üzrə müraciətiniz qəbul edildi: %(sum)s qaytarılır.%(way)s"),
    ),
    _template(
        "claim_exchange",
        _l("Müraciətiniz qəbul edildi"),
        _l("%(ticket)s nömrəli bilet üzrə müraciətiniz qəbul edildi: başqa reys seçə bilərsiniz.%(way)s"),
    ),
    _template(
        "claim_refused",
        _l("Müraciətiniz rədd edildi"),
        _l("%(ticket)s nömrəli bilet üzrə müraciət rədd edildi. Səbəb: %(why)s%(way)s"),
    ),
)
