"""What the machine API and the templates contribute; the manifest spreads it."""

from typing import Any, Final

from flask import url_for

from webapp.api_clients.api import ApiScope
from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.notifications.api import NotificationTemplate
from webapp.waybills.machine.openapi import PATHS
from webapp.waybills.machine.telling import KINDS
from webapp.waybills.machine.telling import REACTIONS as TELLING
from webapp.waybills.machine.views import BLUEPRINTS as ENDPOINTS
from webapp.waybills.patterns.views import patterns
from webapp.waybills.permissions import WAYBILLS_EDIT, WAYBILLS_VIEW


def _to_sign(params: dict[str, Any]) -> str:
    return url_for("waybills.check" if params["step"] == "offer" else "waybills.show", public_id=params["waybill"])


BLUEPRINTS: Final = (*ENDPOINTS, patterns)
REACTIONS: Final = TELLING
PLUGINS: Final = (
    ApiScope("waybills.read", _l("Qaimələri, aktları və sənədləri oxumaq"), (WAYBILLS_VIEW,)),
    ApiScope(
        "waybills.write", _l("Qaimə hazırlamaq və imzaya vermək; imzanı insan atır"), (WAYBILLS_VIEW, WAYBILLS_EDIT)
    ),
    *KINDS,
    PATHS,
    NotificationTemplate(
        "waybills.signature_wished",
        _l("Qaimə imzanızı gözləyir"),
        _l("“%(program)s” proqramı qaiməni hazırlayıb: %(goods)s, yükalan %(consignee)s. Yoxlayın və imzalayın."),
        _to_sign,
        sms=True,
    ),
    AuditTerm("waybill_template", _l("Qaimə şablonu")),
    AuditTerm("waybills.template_kept", _l("Qaimə şablonu saxlanıldı")),
    AuditTerm("waybills.template_changed", _l("Qaimə şablonu dəyişdirildi")),
    AuditTerm("waybills.template_dropped", _l("Qaimə şablonu silindi")),
    AuditTerm("waybills.signature_wished", _l("Proqram qaimənin imzalanmasını xahiş etdi")),
    AuditTerm("sandbox_waybill", _l("Sınaq qaiməsi")),
    AuditTerm("sandbox.started", _l("Sınaq qaiməsi açıldı")),
    AuditTerm("sandbox.discarded", _l("Sınaq qaiməsi silindi")),
    AuditTerm("sandbox.simulated", _l("Sınaq qaiməsində addım atıldı")),
)
