"""Rights of the room: buying is everybody's, a carrier's trips and the check at the door are given by its head."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.text import _l

BUY: Final = Permission("tickets.buy", _l("Avtobus bileti almaq və biletləri görmək"), area="tickets", everybody=True)
TRIPS: Final = Permission("tickets.trips", _l("Avtobus reyslərinə və satılan yerlərə baxmaq"), area="bus_trips")
CHECK_IN: Final = Permission(
    "tickets.check_in", _l("Reysin sərnişin siyahısını görmək və biletləri yoxlamaq"), area="bus_trips"
)
ROAD_CHECK: Final = Permission("tickets.road_check", _l("Yolda avtobusun biletlərini yoxlamaq"))
ROLES: Final = (OfficeRole("inspector", _l("Müfəttiş"), (ROAD_CHECK,)),)
AREAS: Final = (
    Area("tickets", _l("Biletlər"), _l("Avtobus biletlərinin alınması")),
    Area("bus_trips", _l("Avtobus reysləri"), _l("Reyslər, satılan yerlər, minikdə bilet yoxlaması")),
)
ALL: Final = (BUY, TRIPS, CHECK_IN, ROAD_CHECK)
