"""The register of e-services offered to other bodies over the exchange (act 000, annex 1, 44.1).

Nobody has a right to it until one is given by contract.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

from webapp.catalogue.models import Entry
from webapp.catalogue.queries import authority, entry_by_code
from webapp.catalogue.rules import Standing
from webapp.core.clock import now
from webapp.core.text import _l
from webapp.ehis.offer import Caller, Found, NotFound, ProvidedService, Words

BASIS: Final = (
    "Hüquqi əsas: AR Nazirlər Kabinetinin 191/2011 nömrəli qərarı, Qaydaların 10.5-ci bəndi; Elektron hökumət portalına "
    "qoşulacaq informasiya sistemlərinin siyahısı, 44.1."
)
LONGEST: Final = 300


class ServiceKind(StrEnum):
    """Rules 4.2."""

    INFORMATIVE = "informative"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class ServiceRegister:
    """Which service is asked about."""

    code: Annotated[Words, "Xidmətin reyestr nömrəsi (ER-000001), Siyahıdakı nömrəsi (17.2) və ya kodu"]


@dataclass(frozen=True, slots=True)
class RegisteredService:
    """What the register says of it; a service that is only listed has neither number nor day."""

    code: Annotated[Words, "Xidmətin kodu"]
    number: Annotated[Words | None, "Reyestr nömrəsi"]
    list_number: Annotated[Words | None, "Siyahıdakı nömrə"]
    name: Annotated[Words, "Xidmətin rəsmi adı"]
    authority: Annotated[Words, "Xidməti göstərən orqan"]
    state: Annotated[Standing, "Vəziyyəti"]
    kind: Annotated[ServiceKind | None, "Növü"]
    place: Annotated[Words | None, "Xidmətin göstərildiyi veb ünvan"]
    registered_at: Annotated[datetime | None, "Qeydə alındığı an"]
    cancelled_at: Annotated[datetime | None, "Qeydə alınmasının ləğv edildiyi an"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def service_register(asked: ServiceRegister, _: Caller) -> Found:
    """Answer for an entry of the open register, cancelled ones too (10.5.1). Raises NotFound."""
    entry = entry_by_code(asked.code)
    if entry is None or entry.protected:
        raise NotFound
    return Found(_answer(entry))


def _answer(entry: Entry) -> RegisteredService:
    return RegisteredService(
        code=entry.code,
        number=entry.number,
        list_number=entry.list_no,
        name=_line(entry.name),
        authority=_line(authority(entry.authority_no).name),
        state=Standing(entry.state),
        kind=ServiceKind(entry.kind) if entry.kind else None,
        place=_line(entry.place) or None,
        registered_at=entry.registered_at,
        cancelled_at=entry.cancelled_at,
        as_of=now(),
    )


def _line(text: str) -> str:
    """Return a text as the exchange's words are: one line of at most 300 letters."""
    return " ".join(text.split())[:LONGEST].rstrip()


SERVICES: Final = (
    ProvidedService(
        "serviceRegister",
        "v1",
        "Elektron xidmətlər reyestri",
        "Nömrə və ya kod üzrə elektron xidmətin reyestrdəki məlumatı və vəziyyəti.",
        BASIS,
        _l("Elektron xidmətin reyestr məlumatının yoxlanılması"),
        ServiceRegister,
        RegisteredService,
        service_register,
    ),
)
