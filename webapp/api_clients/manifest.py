"""What the room contributes."""

from typing import Any

from webapp.api_clients.closing import admit, close
from webapp.api_clients.identifying import identify
from webapp.api_clients.jobs import forget_old
from webapp.api_clients.limits import init_counters
from webapp.api_clients.notices import TEMPLATES
from webapp.api_clients.offer import ApiScope
from webapp.api_clients.openapi import PATHS
from webapp.api_clients.permissions import MANAGE_PROGRAMS, PROGRAMS_AREA
from webapp.api_clients.services.telling import deliver, pick_up_deliveries
from webapp.api_clients.views import BLUEPRINTS
from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem


def _setup(app: Any) -> None:
    init_counters(app)
    app.identifiers.append(identify)
    app.before_request(admit)
    app.after_request(close)


SUBSYSTEM = Subsystem(
    name="api_clients",
    blueprints=BLUEPRINTS,
    permissions=(MANAGE_PROGRAMS,),
    areas=(PROGRAMS_AREA,),
    jobs=(deliver, pick_up_deliveries, forget_old),
    setup=_setup,
    plugins=(
        MenuItem(_l("Proqramlar"), "programs.index", "globe", "cabinet", MANAGE_PROGRAMS, order=85),
        HomeTile(
            _l("Proqramlar"),
            "programs.index",
            "globe",
            lambda _actor: _("Firmanın öz proqramları, onların sirləri və bildiriş ünvanları"),
            MANAGE_PROGRAMS,
            order=85,
        ),
        ApiScope("events.read", _l("Hadisələr lentini oxumaq"), ()),
        ApiScope("texts.read", _l("Portalın dərc olunmuş mətnlərini oxumaq"), ()),
        PATHS,
        *TEMPLATES,
        AuditTerm("api_client", _l("Proqram")),
        AuditTerm("api_webhook", _l("Proqramın bildiriş ünvanı")),
        AuditTerm("api_clients.let_in", _l("Proqram qoşuldu")),
        AuditTerm("api_clients.rotated", _l("Proqramın sirri dəyişdirildi")),
        AuditTerm("api_clients.shut_out", _l("Proqram bağlandı")),
        AuditTerm("api_clients.subscribed", _l("Bildiriş ünvanı əlavə edildi")),
        AuditTerm("api_clients.resecured", _l("Bildiriş ünvanının sirri dəyişdirildi")),
        AuditTerm("api_clients.unsubscribed", _l("Bildiriş ünvanı ləğv edildi")),
        AuditTerm("api_clients.replayed", _l("Bildiriş yenidən göndərildi")),
    ),
)
