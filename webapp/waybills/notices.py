"""Messages: what is told to whom when a waybill moves."""

from typing import Final

from flask import url_for

from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.waybills.rules import Action
from webapp.waybills.wording import DONE


def _page(params: dict[str, str]) -> str:
    return url_for("waybills.show", public_id=params["waybill"])


def _what(params: dict[str, str]) -> dict[str, str]:
    """Put what happened in words."""
    return {**params, "what": str(DONE[Action(params["action"])])}


TEMPLATES: Final = (
    NotificationTemplate(
        "waybills.shared",
        _l("Sizə qaimə qaralaması göndərilib"),
        _l("%(sender)s yük qaiməsi hazırlayıb: %(goods)s. Məlumatı yoxlayın, tamamlayın və ya imzalayın."),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.discarded",
        _l("Qaimə qaralaması silindi"),
        _l("%(sender)s sizə göndərdiyi qaralamanı sildi: %(goods)s."),
        sms=False,
    ),
    NotificationTemplate(
        "waybills.offered",
        _l("Qaimə imzalandı və qəbul gözləyir"),
        _l("%(consignor)s yükü daşınmaya verdi: %(goods)s, %(loading)s – %(unloading)s."),
        _page,
        sms=True,
    ),
    NotificationTemplate(
        "waybills.returned",
        _l("Qaimə qaralamaya qaytarıldı"),
        _l("%(loading)s – %(unloading)s qaiməsi yenidən qaralamadır. Səbəb: %(reason)s"),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.cancelled",
        _l("Qaimə ləğv edildi"),
        _l("%(loading)s – %(unloading)s qaiməsi ləğv edildi. Səbəb: %(reason)s"),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.accepted",
        _l("Daşıyıcı yükü qəbul etdi"),
        _l("%(number)s nömrəli qaimə üzrə yük qəbul olundu: %(plate)s, %(loading)s – %(unloading)s."),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.departed",
        _l("Yük yola çıxdı"),
        _l("%(number)s nömrəli qaimə üzrə yük %(loading)s məntəqəsindən yola çıxdı: %(plate)s."),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.arrived",
        _l("Yük çatdı, təhvil alın"),
        _l("%(number)s nömrəli qaimə üzrə yük %(unloading)s məntəqəsinə çatdı. Yükü yoxlayın və qaiməni imzalayın."),
        _page,
        sms=True,
    ),
    NotificationTemplate(
        "waybills.delivered",
        _l("Yük təhvil verildi"),
        _l("%(number)s nömrəli qaimə üzrə yükü %(consignee)s təhvil aldı və imzaladı."),
        _page,
        sms=False,
    ),
    NotificationTemplate(
        "waybills.acted",
        _l("Qaimə üzrə yeni addım"),
        _l("%(number)s nömrəli qaimə, %(loading)s – %(unloading)s: %(what)s. %(reason)s"),
        _page,
        sms=False,
        words=_what,
        sample={"action": "offer"},
    ),
    NotificationTemplate(
        "waybills.signature_refused",
        _l("İmzanız tətbiq olunmadı"),
        _l(
            "Siz imzalayarkən qaimə və ya hüququnuz dəyişdi. İmzanız saxlanılıb, amma qaiməni dəyişmədi. Qaiməni açıb yenidən yoxlayın."
        ),
        _page,
        sms=False,
    ),
)
