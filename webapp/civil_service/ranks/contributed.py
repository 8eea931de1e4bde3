"""What the package adds to the room's manifest."""

from webapp.audit.api import AuditTerm
from webapp.civil_service.permissions import OVERSEE, SEE, STAFF
from webapp.civil_service.ranks.beside import PART, TITLES
from webapp.civil_service.ranks.reckoning import have_it_reckoned, reckon_all, reckon_the_changed
from webapp.civil_service.ranks.telling import TEMPLATES, tell_of_the_rank, tell_the_body
from webapp.civil_service.ranks.views import office_pages, own_pages, staff_pages
from webapp.core.text import _, _l
from webapp.ui.navigation import HomeTile, MenuItem

BLUEPRINTS = (own_pages, staff_pages, office_pages)
REACTIONS = (have_it_reckoned, tell_of_the_rank, tell_the_body)
JOBS = (reckon_all, reckon_the_changed)
PLUGINS = (
    PART,
    TITLES,
    *TEMPLATES,
    MenuItem(_l("Vaxtı çatan dərəcələr"), "civil_ranks.everywhere", "signature", "office", SEE, order=73),
    MenuItem(_l("Vaxtı çatan dərəcələr"), "civil_ranks.everywhere", "signature", "office", OVERSEE, order=73),
    MenuItem(_l("Vaxtı çatan dərəcələr"), "civil_ranks_staff.of_body", "signature", "cabinet", STAFF, order=67),
    HomeTile(
        _l("Vaxtı çatan dərəcələr"),
        "civil_ranks_staff.of_body",
        "signature",
        lambda _actor: _("Kimə növbəti ixtisas dərəcəsi verilə bilər, nə çatmır"),
        STAFF,
        order=67,
    ),
    AuditTerm("service_ranks", _l("Vaxtı çatan dərəcələrin siyahısı")),
    AuditTerm("civil_service.ranks_listed", _l("Vaxtı çatan dərəcələrin siyahısına baxıldı")),
)
