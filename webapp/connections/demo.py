"""Demo cases: the police and the agency itself connected, a bus firm with a service in test, two firms on their way."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from flask import current_app
from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.connections import exchange
from webapp.connections.access import OUR_MEMBER
from webapp.connections.certificates import valid_to
from webapp.connections.checklist import participant_items
from webapp.connections.demo_texts import CONTRACT, DESCRIPTION, FORM1, FORM2, OFFICIALS, USED
from webapp.connections.models import Paper, Participant
from webapp.connections.permissions import ALL
from webapp.connections.queries import application, contract_of
from webapp.connections.services import applying, checking, contracting, providing, testing
from webapp.connections.services.papers import new_paper, read_content
from webapp.connections.services.stepping import note, take
from webapp.connections.terms import working_term
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.numbering import next_number
from webapp.ehis import api as ehis

RIGHTS: Final = frozenset(right.code for right in ALL)
OFFICE: Final = Actor(name="Günel Rauf qızı Mustafayeva", party_name="AYNA", rights=RIGHTS)
YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Body:
    """Who takes part in the demo: how it is known, its system, and, when it is a member of the exchange, as which."""

    kind: str
    number: str
    name: str
    address: str
    system: str
    member: str = ""
    subsystem: str = ""


POLICE: Final = Body(
    "state",
    "9900090021",
    "Baş Dövlət Yol Polisi İdarəsi",
    "Bakı şəhəri, Nəsimi rayonu",
    "Yol yoxlamalarının informasiya sistemi",
    "AZ/GOV/POLICE",
    "checks",
)
AGENCY: Final = Body(
    "state",
    "9900090011",
    "Azərbaycan Yerüstü Nəqliyyat Agentliyi",
    "Bakı şəhəri, Tbilisi prospekti 1054",
    "“Kabinet” informasiya sistemi",
    OUR_MEMBER,
    "kabinet",
)
BUS: Final = Body(
    "organisation",
    "9900010491",
    "“Abşeron Avtobus” MMC",
    "Xırdalan şəhəri, Heydər Əliyev prospekti 3",
    "Avtobus dispetçer sistemi",
    "AZ/COM/ABUS",
    "bus",
)
FRUIT: Final = Body(
    "organisation",
    "9900010231",
    "“Göyçay Meyvə” MMC",
    "Göyçay şəhəri, Nizami küçəsi 42",
    "Göndərişlərin uçotu sistemi",
)
SHOP: Final = Body(
    "organisation",
    "9900010361",
    "“Bazar 24” MMC",
    "Bakı şəhəri, Nərimanov rayonu, Atatürk prospekti 24",
    "Anbar qəbulu sistemi",
)


def seed_cases() -> None:
    """Write the demo cases, inside the open transaction; nothing when there are cases already."""
    if db.session().scalar(select(Participant.id).limit(1)) is not None:
        return
    for body, used in (
        (AGENCY, ("Reyestr məlumatları",)),
        (POLICE, USED),
        (BUS, ("carrierStatus Daşıyıcının vəziyyəti",)),
    ):
        _connected(body, used)
    _own_services()
    _service_in_test()
    checked = _applied(FRUIT)
    checking.begin_check(checked.public_id, actor=OFFICE)
    answers = {item.code: (True, "") for item in participant_items()[:5]}
    checking.answer_items(checked.public_id, answers, actor=OFFICE)
    returned = _applied(SHOP)
    checking.begin_check(returned.public_id, actor=OFFICE)
    remark = {"journal": (False, "Qeydiyyat jurnalı şifrələnmir.")}
    checking.answer_items(returned.public_id, remark, actor=OFFICE)
    checking.return_application(returned.public_id, text="", actor=OFFICE)


def _applied(body: Body) -> Participant:
    """Bring a body as far as its application: what a person would sign is written by the seed, without a document."""
    party = ensure_party(body.kind, body.number, name=body.name, address=body.address, source="demo", as_of=now())
    actor = Actor(name="Nümunə", party_id=party.id, party_name=body.name, rights=RIGHTS)
    public_id = applying.start_application(actor=actor)
    said = {**FORM1, "name": body.name, "legal_address": body.address, "actual_address": body.address}
    said |= {"system": body.system, "status": "central" if body.kind == "state" else "other"}
    applying.save_application(public_id, said, version=1, actor=actor)
    found = db.session().scalars(select(Participant).where(Participant.public_id == public_id)).one()
    found.number = f"MQ-{today().year}-{next_number('connections', today().year):05}"
    found.due_on = working_term("check_days", today())
    _sign(application(found), found.number)
    take(found, "apply", actor=actor, text=found.number)
    return found


def _connected(body: Body, used: tuple[str, ...]) -> None:
    """Bring a body to the end: check, contract, member of the exchange."""
    found = _applied(body)
    checking.begin_check(found.public_id, actor=OFFICE)
    checking.answer_items(found.public_id, {item.code: (True, "") for item in participant_items()}, actor=OFFICE)
    checking.approve_application(found.public_id, actor=OFFICE)
    contract = contract_of(found)
    assert contract is not None  # begun by the approval
    provided = [f"{item.service} {item.title}" for item in ehis.versions()] if body is AGENCY else []
    services_given = provided or (["busSchedule Avtobus cədvəli"] if body is BUS else ["Xidmət təqdim edilmir."])
    said = {**CONTRACT, "services": "\n".join(services_given), "used": "\n".join(used)}
    contracting.save_contract(found.public_id, said, version=contract.version, actor=OFFICE)
    for fin, name, post in OFFICIALS:
        contracting.add_official(found.public_id, fin=fin, name=name, post=post, actor=OFFICE)
    contracting.offer_contract(found.public_id, actor=OFFICE)
    _sign(contract, contract.number or "")
    note(found, "contract_half_signed", actor=OFFICE)
    note(found, "contract_signed", actor=OFFICE, text=contract.number or "")
    found.member_code, found.subsystem = body.member, body.subsystem
    found.certificate_valid_to = _certified_until(body)
    note(found, "certificate", actor=OFFICE, text=f"{body.member}/{body.subsystem}")
    take(found, "connect", actor=OFFICE, text=contract.number or "")
    _join(body)


def _join(body: Body) -> None:
    """Register who is not in the directory yet; whoever is there keeps what is there."""
    if body.member not in {member.code for member in ehis.members()}:
        ehis.register_member(body.member, body.name, body.number, actor=OFFICE)
        ehis.register_client(body.member, body.subsystem, actor=OFFICE)


def _certified_until(body: Body) -> Any:
    """Return the end of the demo certificate of the body; a year from now for one that has none."""
    folder = current_app.settings.ehis_ca.parent  # type: ignore[attr-defined] # our Flask has settings
    files = {POLICE.member: "agency.pem", AGENCY.member: "kabinet.pem"}
    path = folder / files.get(body.member, "")
    if not path.is_file():
        return now() + YEAR
    return valid_to(path.read_text(), body.member, (folder / "ca.pem").read_bytes(), now())


def _own_services() -> None:
    """Write what we provide already as live services of ours."""
    ours = _participant(OUR_MEMBER)
    paper = new_paper(ours, "form2", {**FORM2, "participant": ours.name, "system": ours.system})
    _sign(paper, ours.number or "")
    for item in ehis.versions():
        row = {
            "title": item.title,
            "regulation": "15202210400176",
            "responsible": "Şirinov Zaur",
            "phone": "+994125550000",
        }
        (made,) = providing.services_from(paper, ours, {"services": [row]})
        made.code, made.service_version, made.state, made.live_at = item.service, item.version, "live", item.live_since
        made.archive_what, made.archive_days = item.archive_what, item.archive_days
        made.archive_readers = json.dumps(["9MHR5Y2 Bağırova Mehri Sabir qızı – jurnal"], ensure_ascii=False)
        made.clients = sorted({right.client for right in ehis.rights(service=item.service)})
        exchange.name_readers(made, ours, actor=OFFICE)
        note(made, "go_live", actor=OFFICE, text=f"{item.service} {item.version}")


def _service_in_test() -> None:
    """Write the bus firm's service, in the test environment."""
    owner = _participant(BUS.member)
    actor = Actor(name="Nümunə", party_id=owner.party_id, party_name=owner.name, rights=RIGHTS)
    paper = new_paper(owner, "form2", {**FORM2, "participant": owner.name, "system": owner.system})
    _sign(paper, owner.number or "")
    (service,) = providing.services_from(paper, owner, read_content(paper))
    take(service, "apply", actor=actor, text=service.title)
    providing.describe_service(service.public_id, DESCRIPTION, version=service.version, actor=actor)
    testing.enter_test(service.public_id, actor=OFFICE)


def _participant(member: str) -> Participant:
    return db.session().scalars(select(Participant).where(Participant.member_code == member)).one()


def _sign(paper: Paper, number: str) -> None:
    paper.state, paper.signed_at, paper.number = "signed", now(), number
