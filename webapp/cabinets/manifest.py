"""What the room contributes."""

from typing import Any

from webapp.audit.api import AuditTerm, ComplaintRoute
from webapp.auth.api import Beside, Landing
from webapp.cabinets.acting import identify, lead
from webapp.cabinets.demo import seed_delegations
from webapp.cabinets.jobs import check_invited, read_register
from webapp.cabinets.permissions import ALL, ANSWER_REPORTS, PEOPLE, ROLES, SEE_ORGANISATION, SEE_PEOPLE
from webapp.cabinets.reactions import make_cabinets
from webapp.cabinets.reports import waiting_count
from webapp.cabinets.standings import own_and_chosen
from webapp.cabinets.tiles import FIGURES, TILES
from webapp.cabinets.views import acting, cabinets, home, invitations, me, office, organisation, people
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem

PAGES = (acting, home, invitations, me, office, organisation, people)  # importing them adds their views

TERMS = (
    AuditTerm("cabinets.person_invited", _l("Məsul şəxsin dəvət edilməsi")),
    AuditTerm("cabinets.invitation_accepted", _l("Dəvətin qəbulu")),
    AuditTerm("cabinets.invitation_declined", _l("Dəvətdən imtina")),
    AuditTerm("cabinets.rights_changed", _l("Məsul şəxsin hüquqlarının dəyişdirilməsi")),
    AuditTerm("cabinets.rights_ended", _l("Məsul şəxsin hüquqlarının ləğvi")),
    AuditTerm("cabinets.contact_changed", _l("Əlaqə məlumatının dəyişdirilməsi")),
    AuditTerm("cabinets.data_downloaded", _l("Şəxsi məlumatın yüklənməsi")),
    AuditTerm("cabinets.error_reported", _l("Məlumatdakı xəta barədə bildiriş")),
    AuditTerm("cabinets.error_answered", _l("Xəta barədə bildirişə cavab")),
    AuditTerm("delegation", _l("Məsul şəxsin hüquqları")),
    AuditTerm("contact", _l("Əlaqə məlumatı")),
    AuditTerm("person", _l("Şəxsi məlumat")),
    AuditTerm("name", _l("Ad və soyadın baş hərfi")),
    AuditTerm("data_report", _l("Məlumatdakı xəta barədə bildiriş")),
)


def _join_identifiers(app: Any) -> None:
    """Complete the actor after `auth` has found who it is."""
    app.identifiers.append(identify)


SUBSYSTEM = Subsystem(
    name="cabinets",
    blueprints=(cabinets,),
    permissions=ALL,
    areas=(PEOPLE,),
    roles=ROLES,
    reactions=(make_cabinets,),
    seed=seed_delegations,
    jobs=(read_register, check_invited),
    plugins=(
        MenuItem(_l("Kabinet"), "cabinets.home", "home", "cabinet", order=0),
        MenuItem(_l("Təşkilat"), "cabinets.organisation", "building", "cabinet", SEE_ORGANISATION, order=60),
        MenuItem(_l("Məsul şəxslər"), "cabinets.people", "users", "cabinet", SEE_PEOPLE, order=65),
        MenuItem(_l("Məlumatım"), "cabinets.me", "id", "cabinet", order=70),
        MenuItem(_l("Ofis"), "cabinets.office", "briefcase", "office", order=0),
        MenuItem(
            _l("Xəta bildirişləri"), "cabinets.data_reports", "inbox", "office", ANSWER_REPORTS, 20, waiting_count
        ),
        ComplaintRoute(_l("Operatora yaz"), "cabinets.report"),
        Landing(lead),
        Beside(own_and_chosen),
        *TILES,
        *FIGURES,
        *TERMS,
    ),
    setup=_join_identifiers,
)
