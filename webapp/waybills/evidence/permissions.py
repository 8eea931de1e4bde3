"""The right to hold waybills from being destroyed."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

WAYBILLS_HOLD: Final = Permission("waybills.hold", _l("Qaimələrin saxlanmasını istəmək və təsdiq etmək"))
HOLDERS: Final = OfficeRole("archivist", _l("Arxivçi"), (WAYBILLS_HOLD,))
