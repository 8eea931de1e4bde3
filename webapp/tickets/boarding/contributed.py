"""What this part adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _, _l
from webapp.tickets.boarding.commands import ticket_commands
from webapp.tickets.boarding.endings import have_a_key, list_the_ended
from webapp.tickets.boarding.openapi import DOOR_PATHS
from webapp.tickets.permissions import CHECK_IN
from webapp.ui.navigation import HomeTile

REACTIONS: Final = (have_a_key, list_the_ended)
COMMANDS: Final = (ticket_commands,)
PLUGINS: Final = (
    DOOR_PATHS,
    HomeTile(
        _l("Minik"),
        "bus_trips.index",
        "scan",
        lambda _actor: _("Biletləri telefonla yoxlayın, şəbəkə olmasa da"),
        CHECK_IN,
        order=34,
    ),
    AuditTerm("door_device", _l("Bilet yoxlayan cihaz")),
    AuditTerm("ticket_key", _l("Bilet kodlarının açarı")),
    AuditTerm("tickets.device_registered", _l("Bilet yoxlayan cihaz qeydə alındı")),
    AuditTerm("tickets.device_revoked", _l("Bilet yoxlayan cihazın hüququ alındı")),
    AuditTerm("tickets.door_synced", _l("Minikdə yoxlanılanlar göndərildi")),
    AuditTerm("tickets.key_rotated", _l("Bilet kodlarının açarı dəyişdirildi")),
)
