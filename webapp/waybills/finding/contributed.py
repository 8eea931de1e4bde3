"""What this package adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem
from webapp.waybills.permissions import WAYBILLS_INSPECT

PLUGINS: Final = (
    MenuItem(
        _l("Qaimələrin axtarışı"), "waybills_office.find_everywhere", "search", "office", WAYBILLS_INSPECT, order=21
    ),
    AuditTerm("waybill_filter", _l("Qaimə süzgəci")),
    AuditTerm("waybill_list", _l("Qaimələrin siyahısı")),
    AuditTerm("waybills.list_exported", _l("Qaimələrin siyahısı fayl kimi götürüldü")),
    AuditTerm("waybills.filter_kept", _l("Qaimə süzgəci saxlanıldı")),
    AuditTerm("waybills.filter_renamed", _l("Qaimə süzgəcinin adı dəyişdirildi")),
    AuditTerm("waybills.filter_chosen", _l("Öz-özünə açılan qaimə süzgəci seçildi")),
    AuditTerm("waybills.filter_dropped", _l("Qaimə süzgəci silindi")),
)
