"""What the room contributes."""

from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.notifications.contacting import deliver_to_contact
from webapp.notifications.jobs import deliver
from webapp.notifications.matters import AREAS, TEMPLATES
from webapp.notifications.queries import UNREAD, exported
from webapp.notifications.reactions import ALL
from webapp.notifications.tiles import TILES
from webapp.notifications.views import notifications, unread_count
from webapp.ui.figures import Figure
from webapp.ui.navigation import MenuItem

SUBSYSTEM = Subsystem(
    name="notifications",
    blueprints=(notifications,),
    reactions=ALL,
    jobs=(deliver, deliver_to_contact),
    plugins=(
        MenuItem(_l("Bildirişlər"), "notifications.notices", "bell", "cabinet", order=40, badge=unread_count),
        Figure("notifications.unread", UNREAD, in_menu=True),
        DataExport("notices", exported),
        *AREAS,
        *TEMPLATES,
        *TILES,
    ),
)
