"""Rights: a carrier's head lets people decide claims of passengers who missed the bus; the office keeps the rules."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

CLAIMS: Final = Permission(
    "tickets.claims", _l("Avtobusa gecikənlərin müraciətlərinə baxmaq və qərar vermək"), area="bus_trips"
)
TERMS: Final = Permission("tickets.terms", _l("Bilet qaytarma şərtlərinə baxmaq"))
ROLES: Final = (
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (TERMS,)),
    OfficeRole("auditor", _l("Auditor"), (TERMS,)),
)
