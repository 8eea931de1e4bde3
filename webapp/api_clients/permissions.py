"""Rights of the room, one constant each."""

from typing import Final

from webapp.core.permissions import Area, Permission
from webapp.core.text import _l

MANAGE_PROGRAMS: Final = Permission(
    "api_clients.manage", _l("Proqramları qoşmaq, sirlərini dəyişmək və bağlamaq"), area="programs"
)
PROGRAMS_AREA: Final = Area(
    "programs", _l("Proqramlar"), _l("Təşkilatın proqramlarının portala qoşulması və onlara göndərilən bildirişlər")
)
