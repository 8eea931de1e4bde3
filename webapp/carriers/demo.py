"""Demo data of this room: permit cards and certificates of the demo carriers, good ones and bad ones."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.carriers.models import PermitCard, TrainingCertificate
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index

REGISTER: Final = "AZ/GOV/DVX"


@dataclass(frozen=True, slots=True)
class Firm:
    """A demo carrier: its plates, and those of them whose card does not hold."""

    voen: str
    kind: str
    name: str
    address: str
    carriage: str
    plates: tuple[str, ...]
    faults: tuple[tuple[str, str, int], ...] = ()  # plate, state, days until the end


FIRMS: Final = (
    Firm(
        "9900010101",
        "organisation",
        "“Xəzər Yük” MMC",
        "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15",
        "goods",
        ("10-XY-101", "10-XY-102", "10-XY-103", "10-XY-104", "10-XY-105", "10-XY-106"),
        (("10-XY-105", "suspended", 400), ("10-XY-106", "active", -12)),
    ),
    Firm(
        "9900020172",
        "entrepreneur",
        "Babayev Elvin Nadir oğlu",
        "Sumqayıt şəhəri, Sülh küçəsi 8",
        "taxi",
        ("50-EL-301",),
    ),
    Firm(
        "9900010491",
        "organisation",
        "“Abşeron Avtobus” MMC",
        "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
        "passengers",
        ("01-AB-401", "01-AB-402", "01-AB-403", "01-AB-404"),
        (("01-AB-404", "active", 0),),
    ),
    Firm(
        "9900010511",
        "organisation",
        "“Köhnə Yol” MMC",
        "Gəncə şəhəri, Cavad xan küçəsi 101",
        "goods",
        ("20-KY-501",),
        (("20-KY-501", "revoked", 90),),
    ),
)
# FİN, name, training, state, days until the end
CERTIFICATES: Final = (
    ("2RSD4K7", "Rəşad Tofiq oğlu Məmmədov", "goods", "active", 500),
    ("2RSD4K7", "Rəşad Tofiq oğlu Məmmədov", "dangerous_goods", "active", -40),
    ("1RXN5B8", "Orxan Elman oğlu Nəbiyev", "passengers", "active", 800),
    ("3LVN6T9", "Elvin Nadir oğlu Babayev", "taxi", "suspended", 200),
    ("1XYZ2W3", "Fərid Mübariz oğlu Zeynalov", "goods", "revoked", 300),
)
YEARS_FIVE: Final = timedelta(days=1826)


def seed_papers() -> None:
    """Write cards and certificates, inside the open transaction; nothing when there are cards already."""
    if db.session().scalar(select(PermitCard.id).limit(1)) is not None:
        return
    count = 0
    for place, firm in enumerate(FIRMS, start=1):
        moment = now()
        owner = ensure_party(firm.kind, firm.voen, name=firm.name, address=firm.address, source=REGISTER, as_of=moment)
        for plate in firm.plates:
            count += 1
            db.session().add(_card(firm, owner.id, plate, numbers=(f"İK-2025-{count:06}", f"İ-2025-{place:06}")))
    for count, (fin, name, training, state, days) in enumerate(CERTIFICATES, start=1):
        end = today() + timedelta(days=days)
        db.session().add(
            TrainingCertificate(
                number=f"XH-2024-{count:06}",
                fin=fin,
                fin_index=blind_index(fin),
                name=name,
                training=training,
                state=state,
                issued_on=end - YEARS_FIVE,
                valid_to=end,
                changed_at=now(),
            )
        )


def _card(firm: Firm, party_id: int, plate: str, *, numbers: tuple[str, str]) -> PermitCard:
    state, days = next(((state, days) for bad, state, days in firm.faults if bad == plate), ("active", 900))
    end = today() + timedelta(days=days)
    return PermitCard(
        number=numbers[0],
        permit_number=numbers[1],
        party_id=party_id,
        plate=plate,
        carriage=firm.carriage,
        state=state,
        issued_on=end - YEARS_FIVE,
        valid_to=end,
        changed_at=now(),
    )
