"""The acts and clauses on which a purpose rests, who asks, and how long an answer may be kept."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from webapp.ehis.policy.purposes import Purpose, Role
from webapp.ehis.policy.row import Terms

CHARTER: Final = "“AYNA” informasiya sistemi haqqında Əsasnamə (2022-ci il 30 dekabr tarixli Fərman), {} bəndi"
SOURCES: Final = "Nazirlər Kabinetinin 2017-ci il 29 dekabr tarixli 615 nömrəli Qərarı, 2 nömrəli əlavə, {} bəndi"
SERVANTS: Final = "“Dövlət qulluqçularının reyestri” informasiya ehtiyatının Əsasnaməsi, {} bəndi"
FRESH: Final = 0
MINUTES: Final = 600
HOUR: Final = 3600
DAY: Final = 86_400

OF_CABINET: Final = frozenset({Role.CABINET, Role.JOB})
OF_CASE: Final = frozenset({Role.CASE_OFFICER, Role.HEAD_OF_SECTION, Role.JOB})
OF_ROAD: Final = frozenset({Role.INSPECTOR, Role.HEAD_OF_SECTION})
ROLES: Final[Mapping[Purpose, frozenset[Role]]] = MappingProxyType(
    {
        Purpose.CABINET: OF_CABINET,
        Purpose.DELEGATION: OF_CABINET,
        Purpose.FLEET: OF_CABINET,
        Purpose.WAYBILL: OF_CABINET,
        Purpose.PERMIT: OF_CASE | OF_CABINET,
        Purpose.CONTROL: OF_ROAD,
        Purpose.WORKSHOP: OF_CASE,
        Purpose.INFRASTRUCTURE: frozenset({Role.CASE_OFFICER, Role.HEAD_OF_SECTION}),
        Purpose.CIVIL_SERVICE: OF_CASE,
        Purpose.TICKET: OF_CABINET,
    }
)


def charter(clause: str) -> str:
    """Return the reference to a clause of the charter of AYNA's information system."""
    return CHARTER.format(clause)


def sources(item: str) -> str:
    """Return the reference to an item of the list of sources (decision 615/2017, annex 2)."""
    return SOURCES.format(item)


def allowed(
    basis: str, purposes: Iterable[Purpose], *, cache: int = FRESH, withheld: Iterable[str] = ()
) -> dict[Purpose, Terms]:
    """Return the same terms for each purpose, with the roles that go with it. At the roadside nothing old is used."""
    kept = frozenset(withheld)
    return {
        purpose: Terms(basis, ROLES[purpose], FRESH if purpose is Purpose.CONTROL else cache, kept)
        for purpose in purposes
    }


def rows_for(*parts: Mapping[Purpose, Terms]) -> Mapping[Purpose, Terms]:
    """Return the lines of one row, put together from several acts."""
    return MappingProxyType({purpose: terms for part in parts for purpose, terms in part.items()})
