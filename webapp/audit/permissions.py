"""The one right of this room: to read the journal."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

READ_AUDIT: Final = Permission("audit.read", _l("Əməliyyatlar jurnalını oxumaq"))

ROLES: Final = (
    OfficeRole("auditor", _l("Auditor"), (READ_AUDIT,)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (READ_AUDIT,)),
)
