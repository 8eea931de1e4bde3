"""Demo data: whom to tell (all contacts are invented), an incident of each kind, a request whose clock runs, a fault, a change."""

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.incidents.models import Addressee
from webapp.incidents.permissions import ALL
from webapp.incidents.services import handling, reports, supervision, upkeep
from webapp.incidents.services.registering import Account, register

OFFICE: Final = Actor(name="Vüsal Arif oğlu Qasımov", rights=frozenset(right.code for right in ALL))
ADDRESSEES: Final[tuple[tuple[str, str, str, str, list[str], bool], ...]] = (
    (
        "dtx",
        "Kibertəhlükəsizlik üzrə növbətçi",
        "novbetci@dtx.example",
        "+994 12 555 01 01",
        ["security", "accident"],
        True,
    ),
    (
        "xritdx",
        "CERT növbətçi qrupu",
        "cert@xritdx.example",
        "+994 12 555 01 02",
        ["security", "fault", "accident"],
        True,
    ),
    ("ministry", "EHİS və bulud üzrə məsul şəxs", "ehis@nazirlik.example", "+994 12 555 01 03", ["exchange"], True),
    ("police", "Kibercinayətlərlə mübarizə şöbəsi", "kiber@polis.example", "+994 12 555 01 04", ["attempt"], False),
    (
        "owner",
        "Sistemin sahibi, informasiya təhlükəsizliyi",
        "sahib@ayna.example",
        "+994 12 555 01 05",
        ["security", "fault", "accident"],
        True,
    ),
)


def seed_incidents() -> None:
    """Fill the room once, inside the open transaction."""
    if db.session().scalar(select(Addressee.id).limit(1)) is not None:
        return
    for body, name, email, phone, topics, at_once in ADDRESSEES:
        known: dict[str, Any] = {"name": name, "email": email, "phone": phone, "topics": topics, "at_once": at_once}
        upkeep.set_addressee(body, **known, actor=OFFICE)
    _incidents()
    _others()


def _incidents() -> None:
    fault = Account(
        kind="fault",
        severity="medium",
        title="Bildirişlərin göndərilməsi gecikir",
        description="SMS xidməti 40 dəqiqə cavab verməyib, növbədə 120 bildiriş yığılıb.",
        services=["notices"],
        happened_at=now() - timedelta(days=3, hours=2),
    )
    known = register(fault, actor=OFFICE).public_id
    handling.begin(known, cause="Xidmət göstərən tərəfdə nasazlıq", actor=OFFICE)
    handling.add_note(known, text="Xidmət göstərənlə əlaqə saxlanıldı, növbə özü boşaldı.", actor=OFFICE)
    handling.close(
        known,
        cause="SMS xidmətinin şəbəkə avadanlığının nasazlığı",
        report="Bütün bildirişlər çatdırılıb, itki yoxdur. Ehtiyat kanal müqaviləyə əlavə ediləcək.",
        actor=OFFICE,
    )
    attempt = Account(
        kind="security",
        severity="high",
        title="Yoxlama səhifəsinə təsadüfi kodlarla kütləvi sorğular",
        description="Bir şəbəkə ünvanından 10 dəqiqədə 4 000 sorğu. Heç bir sənəd tapılmayıb, ünvan məhdudlaşdırılıb.",
        services=["portal"],
        happened_at=now() - timedelta(hours=6),
        attempt=True,
    )
    handling.begin(register(attempt, actor=OFFICE).public_id, cause="", actor=OFFICE)


def _others() -> None:
    supervision.receive(
        "xritdx",
        their_number="XR-114/26",
        subject="Son rübdə qeydə alınmış insidentlər barədə məlumat",
        question="Son rüb üzrə insidentlərin siyahısını, səbəblərini və görülən tədbirləri təqdim edin.",
        received_at=now() - timedelta(hours=9),
        actor=OFFICE,
    )
    page = "/cabinet/fleet"
    text = "Avtomobilimin texniki baxış tarixi köhnə görünür."
    reports.report(page=page, description=text, contact="", hindrance="wrong", actor=Actor())
    change = upkeep.propose_change(
        source="ministry",
        title="Statistik hesabatın XLSX formatında çıxarılması",
        text="Nazirliyin 12 oktyabr tarixli məktubu əsasında.",
        planned_on=None,
        actor=OFFICE,
    )
    upkeep.step_change(change.public_id, "accept", text="Növbəti buraxılışa salındı.", on=None, actor=OFFICE)
    upkeep.write_inspection("daily_self_test", result="sound", text="Bütün yoxlamalar qaydasındadır.", actor=OFFICE)
    upkeep.publish_release(
        "0.1.0", text="Qaimələr, nəqliyyat parkı, EHİS mübadiləsi və insidentlərin qeydiyyatı.", actor=OFFICE
    )
