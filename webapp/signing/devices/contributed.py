"""What the keys of phones add to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _, _l
from webapp.signing.devices.views import phones, phones_office
from webapp.signing.permissions import DEVICES
from webapp.ui.navigation import HomeTile, MenuItem

BLUEPRINTS: Final = (phones, phones_office)
PLUGINS: Final = (
    HomeTile(
        _l("Telefonlarım"),
        "phones.index",
        "phone",
        lambda _actor: _("Şəbəkəsiz imzalamaq üçün qeydiyyatda olan telefonlar"),
        order=91,
    ),
    MenuItem(_l("Telefonların açarları"), "phones_office.look", "phone", "office", DEVICES, order=71),
    AuditTerm("device_key", _l("Telefonun imza açarı")),
    AuditTerm("signing.device_registered", _l("Telefonun imza açarı qeydə alındı")),
    AuditTerm("signing.device_revoked", _l("Telefonun imza açarının hüququ alındı")),
)
