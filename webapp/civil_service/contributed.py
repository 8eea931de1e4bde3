"""What the record itself adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.civil_service.exchange.jobs import JOBS as ASKING
from webapp.civil_service.exchange.mismatches import open_count
from webapp.civil_service.exchange.views import BLUEPRINTS as EXCHANGE_PAGES
from webapp.civil_service.extracting import EXTRACT
from webapp.civil_service.jobs import seal_extract, settle_some, turn_the_day
from webapp.civil_service.offering import SERVICES
from webapp.civil_service.opening import may_look
from webapp.civil_service.permissions import ASSESS, EXCHANGE, OVERSEE, OWN, SEE
from webapp.civil_service.portable import exported
from webapp.civil_service.telling import JOBS as TELLING
from webapp.civil_service.telling import REACTIONS, TEMPLATES
from webapp.civil_service.views import BLUEPRINTS as PAGES
from webapp.civil_service.wording import JOURNAL, OBJECTS
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["BLUEPRINTS", "JOBS", "PLUGINS", "REACTIONS"]

BLUEPRINTS: Final = (*PAGES, *EXCHANGE_PAGES)
JOBS: Final = (seal_extract, turn_the_day, settle_some, *TELLING, *ASKING)
PLUGINS: Final = (
    EXTRACT,
    *SERVICES,
    *TEMPLATES,
    DataExport("service_record", exported),
    MenuItem(_l("Qulluq qeydim"), "civil_service.own", "briefcase", "cabinet", OWN, order=72),
    MenuItem(_l("Dövlət qulluqçuları"), "civil_service_office.search", "briefcase", "office", SEE, order=60),
    MenuItem(
        _l("Dövlət qulluqçuları"), "civil_service_office.search", "briefcase", "office", ASSESS, order=60, when=may_look
    ),
    MenuItem(
        _l("Mənbələrlə mübadilə"),
        "civil_service_exchange.overview",
        "refresh",
        "office",
        EXCHANGE,
        order=63,
        badge=lambda _actor: open_count() or None,
    ),
    MenuItem(_l("Mənbələrlə mübadilə"), "civil_service_exchange.overview", "refresh", "office", OVERSEE, order=63),
    HomeTile(
        _l("Qulluq qeydim"),
        "civil_service.own",
        "briefcase",
        lambda _actor: _("Dövlət qulluğundasınızsa: vəzifələr, dərəcə, staj, çıxarış"),
        OWN,
        order=72,
    ),
    *(AuditTerm(code, words) for code, words in OBJECTS.items()),
    *(AuditTerm(f"civil_service.{step}", words) for step, words in JOURNAL.items()),
)
