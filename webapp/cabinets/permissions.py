"""Rights of this room, and which rights a head may hand on."""

from typing import Final

from webapp.core.permissions import Area, OfficeRole, Permission
from webapp.core.registry import areas, from_manifests, permissions
from webapp.core.text import _l

PEOPLE: Final = Area(
    "people", _l("Təşkilat və məsul şəxslər"), _l("Təşkilatın məlumatlarını və məsul şəxslərin siyahısını görmək")
)
SEE_ORGANISATION: Final = Permission(
    "cabinets.see_organisation", _l("Təşkilatın məlumatlarına baxmaq"), area=PEOPLE.code
)
SEE_PEOPLE: Final = Permission("cabinets.see_people", _l("Məsul şəxslərin siyahısına baxmaq"), area=PEOPLE.code)
MANAGE_PEOPLE: Final = Permission(
    "cabinets.manage_people", _l("Məsul şəxsləri təyin etmək, hüquqlarını dəyişmək və ləğv etmək"), area=PEOPLE.code
)
ANSWER_REPORTS: Final = Permission("cabinets.answer_reports", _l("Məlumatdakı xəta barədə bildirişlərə cavab vermək"))

ALL: Final = (SEE_ORGANISATION, SEE_PEOPLE, MANAGE_PEOPLE, ANSWER_REPORTS)
ROLES: Final = (OfficeRole("case_officer", _l("İcraçı əməkdaş"), (ANSWER_REPORTS,)),)
NEVER_HANDED_ON: Final = frozenset({MANAGE_PEOPLE.code, SEE_ORGANISATION.code})


@from_manifests
def of_areas() -> frozenset[str]:
    """Return the codes of every right that acting for an organisation can bring."""
    return frozenset(item.code for item in permissions() if item.area is not None)


@from_manifests
def of_everybody() -> frozenset[str]:
    """Return the codes of the rights that come with being signed in as oneself."""
    return frozenset(item.code for item in permissions() if item.everybody)


@from_manifests
def not_for(kind: str) -> frozenset[str]:
    """Return the codes of the rights that a party of this kind has not, whoever acts for it."""
    return frozenset(item.code for item in permissions() if item.kinds is not None and kind not in item.kinds)


@from_manifests
def delegable() -> frozenset[str]:
    """Return the codes that a head may hand on to a responsible person."""
    return of_areas() - NEVER_HANDED_ON


def delegable_by_area() -> list[tuple[Area, list[Permission]]]:
    """Return the areas with the rights that can be handed on in each, areas without any left out."""
    codes = delegable()
    grouped = [
        (area, [item for item in permissions() if item.area == area.code and item.code in codes]) for area in areas()
    ]
    return [(area, found) for area, found in grouped if found]
