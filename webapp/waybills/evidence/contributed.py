"""What evidence adds to the room's manifest."""

from typing import Final

from webapp.audit.api import AuditTerm
from webapp.core.text import _l
from webapp.ui.navigation import MenuItem
from webapp.waybills.evidence.commands import waybill_commands
from webapp.waybills.evidence.destroying import destroy_file
from webapp.waybills.evidence.jobs import anchor_chains, erase_what_is_over
from webapp.waybills.evidence.office import holds_office
from webapp.waybills.evidence.permissions import HOLDERS, WAYBILLS_HOLD
from webapp.waybills.evidence.sealing import seal_act
from webapp.waybills.evidence.views import evidence

JOBS: Final = (seal_act, anchor_chains, erase_what_is_over, destroy_file)
BLUEPRINTS: Final = (evidence, holds_office)
COMMANDS: Final = (waybill_commands,)
PERMISSIONS: Final = (WAYBILLS_HOLD,)
ROLES: Final = (HOLDERS,)
PLUGINS: Final = (
    MenuItem(_l("Qaimələrin saxlanması"), "waybill_holds.index", "lock", "office", WAYBILLS_HOLD, order=25),
    AuditTerm("waybills.evidence_taken", _l("Qaimənin sübut konteyneri götürüldü")),
    AuditTerm("waybills.exported", _l("Qaimə başqa sistem üçün götürüldü")),
    AuditTerm("waybills.erased", _l("Saxlama müddəti bitmiş qaimə silindi")),
    AuditTerm("waybills.hold_asked", _l("Qaimənin saxlanması istənildi")),
    AuditTerm("waybills.hold_confirmed", _l("Qaimənin saxlanması təsdiq edildi")),
    AuditTerm("waybills.hold_declined", _l("Qaimənin saxlanmasından imtina edildi")),
    AuditTerm("waybills.hold_release_asked", _l("Saxlamanın bitməsi istənildi")),
    AuditTerm("waybills.hold_released", _l("Saxlama bitdi")),
    AuditTerm("waybills.hold_kept_on", _l("Saxlama davam etdirildi")),
)
