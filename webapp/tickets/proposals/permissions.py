"""Rights: a carrier proposes terms of its own routes; in the office one proposes any rule, a head puts it in force."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

ROUTE_TERMS: Final = Permission(
    "tickets.route_terms", _l("Öz marşrutlarının bilet şərtlərini təklif etmək"), area="bus_trips"
)
SEE: Final = Permission("tickets.rules_see", _l("Satış qaydalarına və onların tarixçəsinə baxmaq"))
PROPOSE: Final = Permission("tickets.rules_propose", _l("Satış qaydası təklif etmək"))
DECIDE: Final = Permission("tickets.rules_decide", _l("Təklif olunmuş satış qaydasını qüvvəyə mindirmək"))
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, PROPOSE)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, PROPOSE, DECIDE)),
    OfficeRole("accountant", _l("Mühasib"), (SEE, PROPOSE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (ROUTE_TERMS, SEE, PROPOSE, DECIDE)
