"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.notifications.delivering.jobs import JOBS
from webapp.notifications.matters import AREAS, TEMPLATES
from webapp.notifications.queries import UNREAD, exported
from webapp.notifications.reactions import ALL
from webapp.notifications.tiles import TILES
from webapp.notifications.views import BLUEPRINTS
from webapp.notifications.views.centre import unread_count
from webapp.ui.figures import Figure
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="notifications",
    blueprints=BLUEPRINTS,
    reactions=ALL,
    jobs=JOBS,
    plugins=(
        MenuItem(_l("Bildirişlər"), "notifications.notices", "bell", "cabinet", order=40, badge=unread_count),
        Figure("notifications.unread", UNREAD, in_menu=True),
        DataExport("notices", exported),
        AuditTerm("notice_choices", _l("Bildiriş seçimləri")),
        AuditTerm("push_device", _l("Bildiriş cihazı")),
        AuditTerm("notifications.kinds_chosen", _l("Bildirişlərin yolu seçildi")),
        AuditTerm("notifications.hours_chosen", _l("Bildirişlərin saatı seçildi")),
        AuditTerm("notifications.device_added", _l("Bildiriş cihazı qoşuldu")),
        AuditTerm("notifications.device_ended", _l("Bildiriş cihazı ayrıldı")),
        *AREAS,
        *TEMPLATES,
        *TILES,
    ),
)
