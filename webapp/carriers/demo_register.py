"""Demo data of the registers: the demo carriers, one of them suspended, one with a proposal, one operator."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from webapp.carriers.models import Carrier
from webapp.carriers.operating import OperatorFacts, enter
from webapp.carriers.permissions import ALL
from webapp.carriers.registering import Told, register
from webapp.carriers.suspending import Proposal, decide, propose
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.ehis.api import LegalEntity, Person

REGISTER: Final = "AZ/GOV/DVX"
RIGHTS: Final = frozenset(right.code for right in ALL)
OFFICER: Final = Actor(account_id=0, name="Zaur Fuad oğlu Şirinov", party_name="AYNA", rights=RIGHTS)
HEAD: Final = Actor(account_id=-1, name="Günel Rauf qızı Mustafayeva", party_name="AYNA", rights=RIGHTS)
ELVIN: Final = ("Elvin", "Nadir", "Babayev")


@dataclass(frozen=True, slots=True)
class Firm:
    """A demo carrier as the taxpayers' register has it, and what officers say of it."""

    voen: str
    kind: str
    name: str
    address: str
    activities: tuple[str, ...]
    basis: str


FIRMS: Final = (
    Firm(
        "9900010101",
        "legal",
        "“Xəzər Yük” MMC",
        "Bakı şəhəri, Xətai rayonu, Nobel prospekti 15",
        ("goods", "international_goods"),
        "İ-2025-000001 nömrəli icazə",
    ),
    Firm(
        "9900020172",
        "entrepreneur",
        "Babayev Elvin Nadir oğlu",
        "Sumqayıt şəhəri, Sülh küçəsi 8",
        ("taxi",),
        "İ-2025-000002 nömrəli icazə",
    ),
    Firm(
        "9900010491",
        "legal",
        "“Abşeron Avtobus” MMC",
        "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
        ("passengers",),
        "İ-2025-000003 nömrəli icazə",
    ),
    Firm(
        "9900010511",
        "legal",
        "“Köhnə Yol” MMC",
        "Gəncə şəhəri, Cavad xan küçəsi 101",
        ("goods",),
        "İ-2025-000004 nömrəli icazə",
    ),
)


def seed_register() -> None:
    """Write the registers, inside the open transaction; nothing when there are carriers already."""
    if db.session().scalar(select(Carrier.id).limit(1)) is not None:
        return
    rows = {firm.voen: _register(firm) for firm in FIRMS}
    enter(
        rows["9900010101"].public_id,
        OperatorFacts(
            kind="goods",
            address="Bakı şəhəri, Xətai rayonu, Nobel prospekti 15",
            responsible_name="Leyla Kamal qızı Əliyeva",
            responsible_fin="7LYL5H2",
        ),
        actor=OFFICER,
    )
    old = Proposal(
        ground="inspection",
        note="Nəqliyyat vasitəsinin texniki baxışının müddəti bitib.",
        starts_on=today() - timedelta(days=10),
        ends_on=None,
    )
    decided = propose(rows["9900010511"].public_id, old, actor=OFFICER)
    decide(decided.public_id, confirm=True, note="Əsas yoxlanılıb.", actor=HEAD)
    open_one = Proposal(
        ground="insurance",
        note="Bir avtobusda sərnişinlərin fərdi qəza sığortası yoxdur.",
        starts_on=today() + timedelta(days=7),
        ends_on=today() + timedelta(days=37),
    )
    propose(rows["9900010491"].public_id, open_one, actor=OFFICER)


def _register(firm: Firm) -> Carrier:
    moment = now()
    day = today() - timedelta(days=900)
    entity = LegalEntity(firm.voen, firm.name, "", firm.kind, firm.address, "", "", "", day, "active", REGISTER, moment)
    person = _elvin() if firm.kind == "entrepreneur" else None
    row = register(entity, person, Told(activities=firm.activities, basis=firm.basis), actor=OFFICER)
    row.since = day
    return row


def _elvin() -> Person:
    given, patronymic, family = ELVIN
    day = today()
    return Person("3LVN6T9", given, patronymic, family, "m", day, "", "", day, "alive", "AZ/GOV/DIN", now())
