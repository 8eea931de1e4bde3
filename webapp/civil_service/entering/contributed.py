"""What entering adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.civil_service.beside import RecordPart
from webapp.civil_service.entering.beside import what_to_enter
from webapp.civil_service.entering.documents import ORDERS, PAPER_DOCUMENT
from webapp.civil_service.entering.drafting import PURPOSE
from webapp.civil_service.entering.jobs import carry_paper, read_table
from webapp.civil_service.entering.queries import unsigned
from webapp.civil_service.entering.reactions import REACTIONS
from webapp.civil_service.entering.returning import page_of
from webapp.civil_service.entering.rules import DOCUMENT
from webapp.civil_service.entering.views import BLUEPRINTS
from webapp.civil_service.entering.wording import JOURNAL
from webapp.civil_service.permissions import ENTER_OWN, STAFF
from webapp.core.text import _, _l
from webapp.signing.api import SignaturePurpose
from webapp.ui.navigation import HomeTile, MenuItem

__all__ = ["BLUEPRINTS", "JOBS", "PLUGINS", "REACTIONS"]

JOBS: Final = (carry_paper, read_table)
PLUGINS: Final = (
    RecordPart("civil_service/entering/part.html", what_to_enter, order=90),
    SignaturePurpose(PURPOSE, _l("Reyestrə təqdimatın imzalanması"), page_of),
    PAPER_DOCUMENT,
    ORDERS,
    MenuItem(_l("Kadrlar"), "civil_service_personnel.index", "users", "cabinet", STAFF, order=12, badge=unsigned),
    MenuItem(_l("Operatorun təqdimatları"), "civil_service_entries.index", "signature", "office", ENTER_OWN, order=62),
    HomeTile(
        _l("Qulluqçular"),
        "civil_service_personnel.index",
        "users",
        lambda _actor: _("Qulluqçuların qeydləri, əmrlər, cədvəllə daxil etmə"),
        STAFF,
        order=12,
    ),
    AuditTerm(DOCUMENT, _l("Reyestrə təqdimat")),
    *(AuditTerm(f"civil_service.paper_{step}", words) for step, words in JOURNAL.items()),
)
