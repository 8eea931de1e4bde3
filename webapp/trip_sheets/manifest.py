"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.core.registry import Subsystem
from webapp.core.text import _, _l
from webapp.signing.api import SignaturePurpose
from webapp.trip_sheets.demo import seed_sheets
from webapp.trip_sheets.documents import SHEET_DOCUMENT
from webapp.trip_sheets.permissions import ALL, AREA, DRIVE, INSPECT, INSPECTOR, VIEW
from webapp.trip_sheets.reactions import REACTIONS, TEMPLATES
from webapp.trip_sheets.services.signing import PURPOSE
from webapp.trip_sheets.views import BLUEPRINTS, return_to
from webapp.trip_sheets.wording import JOURNAL
from webapp.ui.navigation import HomeTile, MenuItem

SUBSYSTEM = Subsystem(
    name="trip_sheets",
    blueprints=BLUEPRINTS,
    permissions=ALL,
    areas=(AREA,),
    roles=(INSPECTOR,),
    reactions=REACTIONS,
    seed=seed_sheets,
    plugins=(
        SignaturePurpose(PURPOSE, _l("Yol vərəqinin imzalanması"), return_to),
        SHEET_DOCUMENT,
        *TEMPLATES,
        MenuItem(_l("Yol vərəqləri"), "trip_sheets.index", "gauge", "cabinet", VIEW, order=23),
        MenuItem(_l("Yol vərəqlərim"), "trip_sheets.driven", "gauge", "cabinet", DRIVE, order=27),
        MenuItem(_l("Yol vərəqi yoxlaması"), "trip_sheets_office.search", "gauge", "office", INSPECT, order=22),
        HomeTile(
            _l("Yol vərəqləri"),
            "trip_sheets.index",
            "gauge",
            lambda _actor: _("Odometr, yanacaq, görülən iş"),
            VIEW,
            order=13,
        ),
        HomeTile(
            _l("Yol vərəqlərim"),
            "trip_sheets.driven",
            "gauge",
            lambda _actor: _("Qayıdanda odometri və yanacağı burada yazın"),
            DRIVE,
            order=17,
        ),
        AuditTerm("trip_sheet", _l("Yol vərəqi")),
        AuditTerm("trip_sheet_figures", _l("Yol vərəqlərinin göstəriciləri")),
        *(AuditTerm(code, words) for code, words in JOURNAL.items()),
    ),
)
