"""What competitions add to the room's manifest."""

from typing import Any, Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.civil_service.competitions.offers import OFFERS
from webapp.civil_service.competitions.views import BLUEPRINTS
from webapp.civil_service.competitions.wording import STEPS
from webapp.civil_service.permissions import COMPETE, RESERVE
from webapp.core.text import _, _l
from webapp.notifications.api import NotificationTemplate
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["BLUEPRINTS", "PLUGINS"]


def _competition(params: dict[str, Any]) -> str:
    return url_for("civil_service_competitions.show", public_id=params["competition"])


HEAD: Final = _l("%(post)s")
POST: Final = {"post": "Böyük məsləhətçi"}
PLUGINS: Final = (
    *OFFERS,
    MenuItem(_l("Müsabiqələr"), "civil_service_competing.index", "steering", "office", COMPETE, order=67),
    MenuItem(_l("Ehtiyat"), "civil_service_reserve.index", "users", "cabinet", RESERVE, order=14),
    HomeTile(
        _l("Ehtiyat kadrlar"),
        "civil_service_reserve.index",
        "users",
        lambda _actor: _("Müsabiqədən keçmiş, təyin edilməmiş namizədlər"),
        RESERVE,
        order=14,
    ),
    NotificationTemplate(
        "civil_service.candidate_registered",
        HEAD,
        _l("Müsabiqəyə qeydiyyatdan keçdiniz. Nömrəniz: %(number)s"),
        link=_competition,
        sms=True,
        sample=POST,
    ),
    NotificationTemplate(
        "civil_service.results_published",
        HEAD,
        _l("Müsabiqənin nəticələri elan edildi."),
        link=_competition,
        sms=True,
        sample=POST,
    ),
    NotificationTemplate(
        "civil_service.competition_cancelled",
        HEAD,
        _l("Müsabiqə ləğv edildi. Səbəb: %(reason)s"),
        link=_competition,
        sms=True,
        sample=POST,
    ),
    AuditTerm("service_competition", _l("Dövlət qulluğuna müsabiqə")),
    AuditTerm("service_candidate", _l("Müsabiqənin namizədi")),
    *(AuditTerm(f"civil_service.{step}", words) for step, words in STEPS.items()),
)
