"""What governing adds to the room's manifest."""

from typing import Any, Final

from flask import url_for

from webapp.audit.api import AuditTerm
from webapp.civil_service.beside import EntryCheck, ReaderCheck
from webapp.civil_service.governing.closing import ensure_may_enter
from webapp.civil_service.governing.queries import how_many_wait
from webapp.civil_service.governing.readers import ensure_reads, reads_now
from webapp.civil_service.governing.views import BLUEPRINTS
from webapp.civil_service.governing.wording import STATES, STEPS
from webapp.civil_service.permissions import ASSESS, CONSENT, PROPOSE
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.ui.navigation import MenuItem

__all__ = ["BLUEPRINTS", "PLUGINS"]


def _consent(params: dict[str, Any]) -> str:
    return url_for("civil_service_governing.show", public_id=params["consent"])


def _review(_params: dict[str, Any]) -> str:
    return url_for("civil_service_governing.review")


def _state(params: dict[str, Any]) -> dict[str, Any]:
    return params | {"state": str(STATES[params["state"]][0])}


HEAD: Final = "civil_service_governing.index"
PLUGINS: Final = (
    EntryCheck(ensure_may_enter),
    ReaderCheck(ensure_reads),
    MenuItem(_l("Sahibin razılığı"), HEAD, "shield", "office", CONSENT, order=63, badge=lambda _actor: how_many_wait()),
    MenuItem(_l("Reyestrin idarə edilməsi"), HEAD, "settings", "office", PROPOSE, order=63),
    MenuItem(
        _l("Reyestrin yoxlanılması"),
        "civil_service_governing.review",
        "eye",
        "office",
        ASSESS,
        order=66,
        when=reads_now,
    ),
    NotificationTemplate(
        "civil_service.consent_asked",
        _l("Təklif %(number)s"),
        _l("Reyestrin operatoru sahibin razılığını istəyir."),
        link=_consent,
    ),
    NotificationTemplate(
        "civil_service.consent_decided",
        _l("Təklif %(number)s"),
        _l("%(state)s."),
        link=_consent,
        words=_state,
        sample={"state": next(iter(STATES))},
    ),
    NotificationTemplate(
        "civil_service.entry_closed", _l("Reyestrə giriş məhdudlaşdırıldı"), _l("Səbəb: %(reason)s"), sms=True
    ),
    NotificationTemplate(
        "civil_service.entry_opened", _l("Reyestrə giriş bərpa edildi"), _l("Səbəb: %(reason)s"), sms=True
    ),
    NotificationTemplate(
        "civil_service.reading_granted",
        _l("Reyestri oxumaq üçün icazə verildi"),
        _l("%(until)s tarixinədək. Məqsəd: %(purpose)s"),
        link=_review,
        sample={"until": "07.12.2026", "purpose": "12/A"},
    ),
    AuditTerm("service_consent", _l("Sahibin razılığına təklif")),
    AuditTerm("service_reader", _l("Reyestri oxumaq icazəsi")),
    *(AuditTerm(f"civil_service.{step}", words) for step, words in STEPS.items()),
)
