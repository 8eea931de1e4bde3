"""What the room contributes."""

from webapp.audit.api import AuditTerm
from webapp.cabinets.api import DataExport
from webapp.core.registry import Subsystem
from webapp.core.text import _l
from webapp.notifications.audiences import AUDIENCES
from webapp.notifications.broadcasting import spread
from webapp.notifications.delivering.jobs import JOBS
from webapp.notifications.matters import AREAS, TEMPLATES
from webapp.notifications.permissions import ALL as ALL_RIGHTS
from webapp.notifications.permissions import REGISTER, ROLES, TELL_GROUPS
from webapp.notifications.push.leaving import ALL as LEAVING
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
    permissions=ALL_RIGHTS,
    roles=ROLES,
    reactions=(*ALL, *LEAVING),
    jobs=(*JOBS, spread),
    plugins=(
        MenuItem(_l("Bildirişlər"), "notifications.notices", "bell", "cabinet", order=40, badge=unread_count),
        MenuItem(_l("Bildirişlərin reyestri"), "notices_office.index", "bell", "office", REGISTER, order=70),
        MenuItem(_l("Qruplara bildiriş"), "notices_office.groups", "send", "office", TELL_GROUPS, order=71),
        Figure("notifications.unread", UNREAD, in_menu=True),
        DataExport("notices", exported),
        AuditTerm("notice_choices", _l("Bildiriş seçimləri")),
        AuditTerm("push_device", _l("Bildiriş cihazı")),
        AuditTerm("notifications.kinds_chosen", _l("Bildirişlərin yolu seçildi")),
        AuditTerm("notifications.hours_chosen", _l("Bildirişlərin saatı seçildi")),
        AuditTerm("notifications.device_added", _l("Bildiriş cihazı qoşuldu")),
        AuditTerm("notifications.device_ended", _l("Bildiriş cihazı ayrıldı")),
        AuditTerm("notice", _l("Bildiriş")),
        AuditTerm("group_notice", _l("Qrupa bildiriş")),
        AuditTerm("notifications.exported", _l("Bildirişlərin reyestri fayla yazıldı")),
        AuditTerm("notifications.looked", _l("Bildirişə baxıldı")),
        AuditTerm("notifications.group_drawn_up", _l("Qrupa bildiriş hazırlandı")),
        AuditTerm("notifications.group_put_forward", _l("Qrupa bildiriş təsdiqə verildi")),
        AuditTerm("notifications.group_let_out", _l("Qrupa bildiriş göndərildi")),
        AuditTerm("notifications.group_refused", _l("Qrupa bildirişdən imtina edildi")),
        *AUDIENCES,
        *AREAS,
        *TEMPLATES,
        *TILES,
    ),
)
