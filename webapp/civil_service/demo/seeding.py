"""Loading the demonstration: bodies and staff lists, İlqar and colleagues by the services, the invented ones in bulk."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert, select

from webapp.cabinets.api import ensure_party
from webapp.civil_service.competitions.demo import seed_competitions
from webapp.civil_service.correcting.demo import seed_corrections
from webapp.civil_service.demo.bodies import BODIES, EXAM_CENTRE, MINISTRY, STAFF
from webapp.civil_service.demo.bulk import write_invented
from webapp.civil_service.demo.known import CORRECTED, ILQAR, PEOPLE, SELF, Known, ilqar, passed
from webapp.civil_service.exchange_tables import ServiceGap
from webapp.civil_service.figures.publishing import publish_due
from webapp.civil_service.groups import Origin
from webapp.civil_service.queries import servant_by_fin
from webapp.civil_service.ranks.reckoning import reckon_quietly
from webapp.civil_service.record_tables import ServiceBody, ServicePost
from webapp.civil_service.services.recording import given_of, record_fact, revise_fact
from webapp.civil_service.services.registering import register_servant
from webapp.civil_service.values import Entered, Given
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.azerbaijani import sort_text
from webapp.core.clock import now, today
from webapp.core.ids import new_public_id
from webapp.ehis.api import Purpose, name_official

SINCE: Final = date(2010, 1, 1)
UNCONNECTED: Final = date(2026, 1, 12)
OFFICIAL: Final = "6VSL3G4"
PAPER: Final = "Dövlət İmtahan Mərkəzinin 12.01.2026 tarixli 7 nömrəli əmri"
OFFICER: Final = "Rəna Hikmət qızı Cəfərova"
NO_SERVICE: Final = "Dərc olunmuş aktlarda bu məlumatın saxlayıcısı göstərilməyib: ehtimal olunan mənbə ilə mübadilə hələ təsdiqlənməyib."
NOT_CONNECTED: Final = ("degree", "language", "special_rank", "vetting")


def seed_register() -> None:
    """Load the demonstration of the register once."""
    if db.session().scalar(select(ServiceBody.id).limit(1)) is None:
        _seed()
        seed_corrections()


def _seed() -> None:
    bodies = _bodies()
    for one in (SELF, *PEOPLE):
        _known(one, bodies)
    _not_connected()
    _whole_record(bodies)
    write_invented(bodies)
    name_official(Purpose.CIVIL_SERVICE, OFFICIAL, "Vüsal Arif oğlu Qasımov", document=PAPER, actor=SYSTEM)
    reckon_quietly()
    seed_competitions()
    publish_due(today())


def _bodies() -> dict[str, int]:
    found: dict[str, int] = {}
    for one in BODIES:
        party = ensure_party("state", one.voen, name=one.name, address=one.address, source="AZ/GOV/DVX", as_of=now())
        row = ServiceBody(public_id=new_public_id(), party_id=party.id, voen=one.voen, name=one.name, kind=one.kind)
        row.search_name, row.valid_from = sort_text(one.name), SINCE
        db.session().add(row)
        db.session().flush()
        found[one.voen] = row.id
        lines: list[dict[str, Any]] = [
            {"public_id": new_public_id(), "body_id": row.id, "unit": unit, "title": place.title, "valid_from": SINCE,
             "post_class": place.post_class, "places": place.places}
            for unit in one.units for place in STAFF
        ]  # fmt: skip
        db.session().execute(insert(ServicePost), lines)
    return found


def _known(one: Known, bodies: dict[str, int]) -> None:
    said = {"family_name": one.family_name, "given_name": one.given_name, "patronymic": one.patronymic}
    identity = Given(
        group="identity",
        content={**said, "sex": one.sex, "birthdate": one.birthdate.isoformat()},
        valid_from=one.birthdate,
    )
    servant = register_servant(one.fin, identity, passed_by("DIN"), actor=SYSTEM)
    if one.fin == ILQAR:
        return
    by = entered_by(one.voen, bodies)
    paper: dict[str, Any] = {"order_number": "01-77", "order_date": one.since - timedelta(days=3)}
    said = {
        "title": one.title,
        "unit": one.unit,
        "post_class": one.post_class,
        "holding": "main",
        "admission": "competition",
    }
    post = Given(group="post", content=said, valid_from=one.since, body_id=bodies[one.voen], **paper)
    record_fact(servant.id, post, by, actor=SYSTEM)
    if one.rank:
        rank = Given(group="rank", content={"rank": one.rank}, valid_from=one.since + timedelta(days=200), **paper)
        record_fact(servant.id, rank, by, actor=SYSTEM)


def _whole_record(bodies: dict[str, int]) -> None:
    servant = servant_by_fin(ILQAR)
    if servant is None:
        return
    for voen, given in ilqar(bodies):
        fact = record_fact(servant.id, given, entered_by(voen, bodies), actor=SYSTEM)
        if given.content.get("title") == CORRECTED:
            why = entered_by(voen, bodies, reason="Əmrdə 1 fevral göstərilib: daxil ediləndə gün səhv yazılıb.")
            revise_fact(servant.id, fact.entry, given_of(fact, valid_from=date(2016, 2, 1)), why, actor=SYSTEM)
    for source, given in passed():
        by = passed_by(source) if given.group not in NOT_CONNECTED else typed_at(MINISTRY, bodies)
        record_fact(servant.id, given, by, actor=SYSTEM)
    certificate = {"kind": "exam", "number": "DQ-15/20418", "subject": "BB növ inzibati vəzifələr üzrə test imtahanı"}
    ends = {"kind": "language", "number": "DİM-İ-7741", "subject": "Rus dili üzrə dil sertifikatı"}
    operator = Entered(
        origin=Origin.OPERATOR, source="DIM", by="Vüsal Arif oğlu Qasımov", source_body_id=bodies[EXAM_CENTRE]
    )
    for content, since, until in (
        (certificate, date(2015, 11, 14), None),
        (ends, today() - timedelta(days=2 * 365), today() + timedelta(days=25)),
    ):
        given = Given(group="certificate", content=content, valid_from=since, valid_to=until)
        record_fact(servant.id, given, operator, actor=SYSTEM)


def entered_by(voen: str, bodies: dict[str, int], reason: str | None = None) -> Entered:
    """Return who entered it at a body."""
    name = next(one.name for one in BODIES if one.voen == voen)
    return Entered(origin=Origin.PARTICIPANT, source=name, source_body_id=bodies[voen], by=OFFICER, reason=reason)


def typed_at(voen: str, bodies: dict[str, int]) -> Entered:
    """Return that a body typed it, since no register passes it yet (3.3)."""
    return replace(entered_by(voen, bodies), manual=True, reason=NO_SERVICE)


def passed_by(source: str) -> Entered:
    """Return that a register passed it this morning."""
    return Entered(origin=Origin.EHIS, source=source, by="EHİS", as_of=now())


def _not_connected() -> None:
    rows = [
        {"public_id": new_public_id(), "group_code": code, "body_id": None, "valid_from": UNCONNECTED, "reason": NO_SERVICE,
         "recorded_by": "Vüsal Arif oğlu Qasımov", "recorded_at": datetime.combine(today(), time(8), tzinfo=now().tzinfo)}
        for code in NOT_CONNECTED
    ]  # fmt: skip
    db.session().execute(insert(ServiceGap), rows)
