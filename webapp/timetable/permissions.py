"""Rights of the room: running trips is given by the carrier's head, the network is kept by the operator's offices."""

from typing import Final

from webapp.core.permissions import OfficeRole, Permission
from webapp.core.text import _l

RUN: Final = Permission(
    "timetable.run", _l("Reysi ləğv etmək, avtobusu dəyişmək, gecikməni bildirmək"), area="bus_trips"
)
SEE: Final = Permission("timetable.see", _l("Marşrut şəbəkəsinə baxmaq"))
KEEP: Final = Permission("timetable.keep", _l("Stansiyaları, marşrutları və cədvəli dəyişmək, GTFS idxal etmək"))
PRICE: Final = Permission("timetable.price", _l("Tarif müəyyən etmək"))
ROLES: Final = (
    OfficeRole("case_officer", _l("İcraçı əməkdaş"), (SEE, KEEP)),
    OfficeRole("head_of_section", _l("Şöbə müdiri"), (SEE, KEEP, PRICE)),
    OfficeRole("auditor", _l("Auditor"), (SEE,)),
)
ALL: Final = (RUN, SEE, KEEP, PRICE)
