"""Demo data of this room: permits with cards of the demo carriers, good ones and bad ones."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.core.crypto import blind_index
from webapp.core.ids import new_public_id
from webapp.core.numbering import next_number
from webapp.permits.law_rows import type_on
from webapp.permits.models import CardPlate, Permit, PermitCard
from webapp.permits.rules import By, Operation, State, number_of
from webapp.permits.services.history import Why, note
from webapp.permits.services.issuing import Holder
from webapp.permits.services.papers import give_card_paper, give_permit_paper, revoke_paper, suspend_paper

REGISTER: Final = "AZ/GOV/DVX"
TERM: Final = timedelta(days=7 * 365 + 1)
GIVEN: Final = 2025
HELD: Final = 900  # days until the end of what is in force
BASIS: Final = "176-VQ nömrəli Qanun"


@dataclass(frozen=True, slots=True)
class Firm:
    """A demo carrier: its vehicles (plate, VIN, make and model, year), and those of them whose card does not hold."""

    voen: str
    kind: str
    name: str
    address: str
    type_code: str
    vehicles: tuple[tuple[str, str, str, int], ...]
    faults: tuple[tuple[str, str, int], ...] = ()  # plate, state, days until the end
    territory: str | None = None
    state: str = "active"


FIRMS: Final = (
    Firm(
        "9900010101",
        "organisation",
        "“Xəzər Yük” MMC",
        "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15",
        "cargo",
        (
            ("10-XY-101", "A2R5E6YH7RL3MUS05", "MAN TGX 18.510", 2024),
            ("10-XY-102", "MLUE44JTDZW068UBD", "Mercedes-Benz Actros 1845", 2023),
            ("10-XY-103", "WPVWJR46753L6L4ZC", "Volvo FH 500", 2014),
            ("10-XY-104", "M8GDYMDVH6L6631XF", "KamAZ 5490", 2014),
            ("10-XY-105", "1BMNBRMMY9K5D9DHY", "Volvo FH 500", 2019),
            ("10-XY-106", "B10JA7KLST3B1KAR8", "Isuzu NQR 90", 2015),
        ),
        (("10-XY-105", "suspended", 400), ("10-XY-106", "active", -12)),
    ),
    Firm(
        "9900020172",
        "entrepreneur",
        "Babayev Elvin Nadir oğlu",
        "Sumqayıt şəhəri, Sülh küçəsi 8",
        "taxi",
        (("50-EL-301", "GM3454MSFNP2071H9", "Toyota Prius", 2022),),
        territory="sumgayit",
    ),
    Firm(
        "9900010491",
        "organisation",
        "“Abşeron Avtobus” MMC",
        "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
        "international_passengers",
        (
            ("01-AB-401", "F1KF4XNHZHWE7D79X", "Iveco Crossway", 2022),
            ("01-AB-402", "ZYSXF76A52VARBJBP", "Iveco Crossway", 2024),
            ("01-AB-403", "WWVGF7LSW9VRD851C", "Isuzu Novociti", 2015),
            ("01-AB-404", "777GD3EZY1R51TBKZ", "Mercedes-Benz Sprinter 516", 2021),
        ),
        (("01-AB-404", "active", 0),),
    ),
    Firm(
        "9900010511",
        "organisation",
        "“Köhnə Yol” MMC",
        "Gəncə şəhəri, Cavad xan küçəsi 101",
        "cargo",
        (
            ("20-KY-501", "XM27WCBFXBTJTB78U", "KamAZ 5490", 2020),
            ("20-KY-502", "XM27WCBFXBTJTB79V", "KamAZ 5490", 2009),
        ),
        (("20-KY-501", "suspended", 90), ("20-KY-502", "revoked", 90)),
        state="suspended",
    ),
)


def seed_permits() -> None:
    """Write permits and their cards, inside the open transaction; nothing when there are some already."""
    if db.session().scalar(select(Permit.id).limit(1)) is not None:
        return
    moment = now()
    for firm in FIRMS:
        party = ensure_party(firm.kind, firm.voen, name=firm.name, address=firm.address, source=REGISTER, as_of=moment)
        permit = _permit(firm, Holder(party_id=party.id, number=firm.voen, name=firm.name, address=firm.address))
        for vehicle in firm.vehicles:
            _card(firm, permit, vehicle)


def _why(reason: str) -> Why:
    return Why(by=By.OFFICE, actor=SYSTEM, reason=reason, ground="unmet", basis=BASIS)


def _permit(firm: Firm, holder: Holder) -> Permit:
    end = today() + timedelta(days=HELD)
    kind = type_on(firm.type_code, today())
    row = Permit(
        public_id=new_public_id(),
        number=number_of(kind.series, GIVEN, next_number(kind.series, GIVEN)),
        type_code=firm.type_code,
        party_id=holder.party_id,
        holder_name=holder.name,
        holder_number=holder.number,
        holder_index=blind_index(holder.number),
        holder_address=holder.address,
        territory=None,
        details={},
        state=firm.state,
        suspended_by=By.SYSTEM.value if firm.state == "suspended" else None,
        revision=1,
        case_no="",
        case_public_id="",
        issued_on=end - TERM,
        valid_from=end - TERM,
        valid_to=end,
        changed_at=now(),
    )
    db.session().add(row)
    db.session().flush()
    note(row, Operation.ISSUE, _why(""))
    row.document_token = give_permit_paper(row, kind, actor=SYSTEM)
    if firm.state == "suspended":
        why = _why("İcbari sığorta və texniki baxış qüvvədə deyil")
        note(row, Operation.SUSPENSION, why)
        suspend_paper(row.document_token, why)
    return row


def _card(firm: Firm, permit: Permit, vehicle: tuple[str, str, str, int]) -> None:
    plate, vin, name, year = vehicle
    state, days = next(((state, days) for bad, state, days in firm.faults if bad == plate), ("active", HELD))
    end, kind = today() + timedelta(days=days), type_on(firm.type_code, today())
    series = kind.card_series or ""
    card = PermitCard(
        public_id=new_public_id(),
        number=number_of(series, GIVEN, next_number(series, GIVEN)),
        permit_id=permit.id,
        permit_number=permit.number,
        type_code=kind.code,
        party_id=permit.party_id,
        vin=vin,
        plate=plate,
        vehicle=name,
        carriage=kind.carriage or "goods",
        territory=firm.territory,
        euro=None,
        year=year,
        state=state,
        suspended_by=(By.PERMIT if firm.state == "suspended" else By.OFFICE).value if state == "suspended" else None,
        revision=1,
        issued_on=end - TERM,
        valid_to=end,
        changed_at=now(),
    )
    db.session().add(card)
    db.session().flush()
    db.session().add(CardPlate(card_id=card.id, plate=plate, since=card.issued_on))
    note(permit, Operation.ISSUE, _why(""), card=card)
    card.document_token = give_card_paper(card, permit, kind, actor=SYSTEM)
    if state == State.SUSPENDED:
        suspend_paper(card.document_token, _why("İcazənin şərtlərinə əməl olunmur"))
    if state == State.REVOKED:
        revoke_paper(card.document_token, _why("Çatışmazlıq vaxtında aradan qaldırılmayıb"))
