"""What carriers offer to other state bodies over the exchange: the special training of drivers."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from webapp.carriers import papers
from webapp.carriers.rules import Standing, Training, standing_of
from webapp.core.clock import now, today
from webapp.core.text import _l
from webapp.ehis.offer import (
    Caller,
    DocumentNumber,
    Fin,
    Found,
    Looked,
    NotFound,
    ProvidedService,
    Words,
)

BASIS: Final = (
    "Hüquqi əsas: AR Nazirlər Kabinetinin 615/2017 nömrəli qərarı, 3 nömrəli əlavə; Agentliyin Əsasnaməsi, 9.2."
)


@dataclass(frozen=True, slots=True)
class DriverCertificates:
    """Which person is asked about."""

    fin: Annotated[Fin, "Sürücünün FİN-i"]


@dataclass(frozen=True, slots=True)
class Certificate:
    """One certificate of special training."""

    number: Annotated[DocumentNumber, "Sertifikatın nömrəsi"]
    training: Annotated[Training, "Hazırlığın növü"]
    state: Annotated[Standing, "Vəziyyəti"]
    issued_on: Annotated[date, "Verildiyi gün"]
    valid_to: Annotated[date, "Son günü"]


@dataclass(frozen=True, slots=True)
class Certificates:
    """The certificates of a driver, the newest first."""

    fin: Annotated[Fin, "Sürücünün FİN-i"]
    name: Annotated[Words, "Sürücünün adı"]
    certificate: Annotated[tuple[Certificate, ...], "Sertifikatlar"]
    as_of: Annotated[datetime, "Məlumatın anı"]


def driver_certificates(asked: DriverCertificates, _: Caller) -> Found:
    """Answer for a person who ever had a certificate. Raises NotFound."""
    rows = papers.certificates_of(asked.fin)
    if not rows:
        raise NotFound
    day = today()
    held = tuple(
        Certificate(
            row.number,
            Training(row.training),
            standing_of(row.state, row.valid_to, day),
            row.issued_on,
            row.valid_to,
        )
        for row in rows
    )
    return Found(Certificates(asked.fin, rows[0].name, held, now()), (Looked(asked.fin, rows[0].name),))


SERVICES: Final = (
    ProvidedService(
        "driverCertificates",
        "v1",
        "Sürücünün xüsusi hazırlıq sertifikatları",
        "FİN üzrə sürücünün xüsusi hazırlıq sertifikatları və onların bu günkü vəziyyəti.",
        BASIS,
        _l("Sürücünün xüsusi hazırlıq sertifikatlarının yoxlanılması"),
        DriverCertificates,
        Certificates,
        driver_certificates,
    ),
)
