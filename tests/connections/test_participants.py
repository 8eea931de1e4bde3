"""A body's way: application, check, contract, connection; who may see it; what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.connections.conftest import CONTRACT, FORM1, MEMBER, PERSON, provide
from tests.connections.issuing import issue
from webapp.connections.checklist import participant_items
from webapp.connections.content import missing_of
from webapp.connections.errors import (
    AlreadyApplied,
    NoSuchCase,
    NotReady,
    OfficialListed,
    OrganisationNeeded,
    StepNotPossible,
)
from webapp.connections.queries import application, contract_of, office_case, officials, own_case, queue, steps
from webapp.connections.services import applying, checking, connecting, contracting
from webapp.connections.services.papers import read_content
from webapp.core import working_days
from webapp.core.clock import today
from webapp.core.errors import Invalid, StaleVersion
from webapp.documents import api as documents
from webapp.ehis import api as ehis

pytestmark = pytest.mark.usefixtures("opened")


def test_a_signed_application_is_in_the_queue_with_seven_working_days(world):
    public_id = world.applied()
    found = world.case(public_id)
    assert found.state == "applied"
    assert found.number.startswith(f"MQ-{today().year}-")
    assert found.due_on == working_days.add(today(), 7, {})
    assert [case.public_id for case in queue()] == [public_id]
    step = steps(participant=found.id)[-1]
    assert (step.action, step.actor_name) == ("apply", "Sevda Ənvər qızı Kərimova")
    assert step.document_token
    assert step.sha256 == bytes.fromhex(documents.versions(step.document_token)[-1].sha256)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"support": [PERSON]}, "support"),
        ({"support": [PERSON, {**PERSON, "email": "nobody"}]}, "support-1-email"),
        ({"official_post": ""}, "official_post"),
        ({"official_name": ""}, "official_name"),
        ({"basis_act": ""}, "basis_act"),
        ({"status": ""}, "status"),
        ({"system": " "}, "system"),
    ],
)
def test_an_application_with_a_gap_is_not_signed(world, change, field):
    public_id = world.drafted(**change)
    paper = application(world.case(public_id))
    assert field in [name for name, _ in missing_of("form1", read_content(paper))]
    with pytest.raises(NotReady):
        applying.request_application(public_id, version=paper.version, actor=world.bus)


def test_the_voen_is_that_of_the_organisation_acted_for(world):
    public_id = world.drafted(voen="9900010361")
    assert read_content(application(world.case(public_id)))["voen"] == "9900010491"


def test_a_person_without_an_organisation_connects_nothing(world):
    with pytest.raises(OrganisationNeeded):
        applying.start_application(actor=replace(world.bus, party_id=None))


def test_another_organisation_finds_nothing_and_drafts_are_not_the_offices(world):
    public_id = world.drafted()
    for look in (
        lambda: own_case(public_id, actor=world.shop),
        lambda: office_case(public_id, actor=world.officer),
        lambda: applying.save_application(public_id, FORM1, version=2, actor=world.shop),
    ):
        with pytest.raises(NoSuchCase):
            look()


def test_who_saves_a_stale_form_is_told(world):
    public_id = world.drafted()
    with pytest.raises(StaleVersion):
        applying.save_application(public_id, FORM1, version=1, actor=world.bus)


def test_a_form_changed_while_it_is_signed_is_not_sent(world):
    public_id = world.drafted()
    paper = application(world.case(public_id))
    request = applying.request_application(public_id, version=2, actor=world.bus)
    applying.save_application(public_id, {**FORM1, "about": "Yeni"}, version=2, actor=world.bus)
    world.signed("connections.form1", paper.public_id, request, world.bus)
    assert world.case(public_id).state == "draft"


def test_remarks_send_the_application_back_and_it_is_repeated(world):
    public_id = world.checking()
    checking.answer_items(public_id, {"journal": (False, "Jurnal şifrələnmir")}, actor=world.officer)
    checking.return_application(public_id, text="Çatışmayanları düzəldin.", actor=world.officer)
    found = world.case(public_id)
    assert (found.state, found.due_on) == ("deficient", None)
    said = steps(participant=found.id)[-1].text
    assert "Jurnal şifrələnmir" in said
    assert "6.3" in said
    number = found.number
    world.send(public_id)
    assert (found.state, found.number) == ("applied", number)


def test_an_item_that_is_not_met_needs_its_remark(world):
    public_id = world.checking()
    with pytest.raises(Invalid) as refusal:
        checking.answer_items(public_id, {"journal": (False, "")}, actor=world.officer)
    assert list(refusal.value.fields) == ["remark_journal"]


@pytest.mark.parametrize("open_item", [item.code for item in participant_items()])
def test_one_open_item_of_any_part_keeps_the_body_out(world, open_item):
    public_id = world.checking()
    answers = {item.code: (True, "") for item in participant_items() if item.code != open_item}
    checking.answer_items(public_id, answers, actor=world.officer)
    with pytest.raises(NotReady):
        checking.approve_application(public_id, actor=world.head)


def test_a_contract_comes_only_after_a_positive_check(world):
    public_id = world.checking()
    assert contract_of(world.case(public_id)) is None
    with pytest.raises(StepNotPossible):
        contracting.offer_contract(public_id, actor=world.head)


@pytest.mark.parametrize("empty", ["services", "used", "administrator_name", "structure", "restricted", "additional"])
def test_a_contract_with_an_empty_content_is_not_sent(world, empty):
    with pytest.raises(NotReady):
        world.contracted(**{empty: ""})


def test_who_saves_a_stale_contract_is_told(world):
    public_id = world.approved()
    contract = contract_of(world.case(public_id))
    version = contract.version
    contracting.save_contract(public_id, CONTRACT, version=version, actor=world.head)
    with pytest.raises(StaleVersion):
        contracting.save_contract(public_id, {**CONTRACT, "used": "-"}, version=version, actor=world.head)
    assert read_content(contract)["used"] == CONTRACT["used"]


def test_a_contract_without_officials_or_with_an_unreadable_schema_is_not_sent(world):
    public_id = world.approved()
    contract = contract_of(world.case(public_id))
    said = {**CONTRACT, "structure": "<xs:schema>"}
    contracting.save_contract(public_id, said, version=contract.version, actor=world.head)
    with pytest.raises(NotReady) as refusal:
        contracting.offer_contract(public_id, actor=world.head)
    assert len(refusal.value.missing) == 2


def test_nobody_is_connected_without_a_contract_signed_by_both_and_a_certificate(world):
    public_id = world.approved()
    with pytest.raises(NotReady) as refusal:
        connecting.connect(public_id, actor=world.head)
    assert len(refusal.value.missing) >= 3
    other = world.contracted("shop")
    with pytest.raises(NotReady) as refusal:
        connecting.connect(other, actor=world.head)
    assert len(refusal.value.missing) == 2


def test_certificates_of_others_expired_or_foreign_are_refused(world, pki):
    public_id = world.contracted()
    wrong = (
        issue(pki, "AZ/COM/OTHER"),
        issue(pki, MEMBER, days=-1),
        (pki / "foreign.pem").read_text(),
        "no certificate",
    )
    for pem in wrong:
        with pytest.raises(Invalid) as refusal:
            world.server(public_id, certificate=pem)
        assert "certificate" in refusal.value.fields


def test_connecting_registers_the_member_its_officials_and_its_rights(world):
    provide("carrierStatus", world.head)
    public_id = world.connected()
    assert ehis.state_of(MEMBER) == "registered"
    assert [name for name, _ in ehis.officials(f"{MEMBER}/bus")] == ["Nəbiyev Orxan"]
    (right,) = ehis.rights(client=f"{MEMBER}/bus")
    assert (right.service, right.contract) == ("carrierStatus", contract_of(world.case(public_id)).number)
    assert ehis.clients(MEMBER)[0].officials_listed


def test_an_official_taken_off_the_contract_is_off_the_exchange(world):
    public_id = world.connected()
    with pytest.raises(OfficialListed):
        contracting.add_official(public_id, fin="1RXN5B8", name="Təkrar", post="Növbətçi", actor=world.head)
    contracting.add_official(public_id, fin="9SVD3F6", name="Kərimova Sevda", post="Direktor", actor=world.head)
    person = next(row for row in officials(world.case(public_id)) if row.name == "Nəbiyev Orxan")
    contracting.remove_official(public_id, person.public_id, actor=world.head)
    assert [name for name, _ in ehis.officials(f"{MEMBER}/bus")] == ["Kərimova Sevda"]


def test_an_abolished_body_is_disconnected_and_the_others_are_told(world):
    public_id = world.connected()
    connecting.liquidate(public_id, act="12 saylı qərar", actor=world.head)
    assert world.case(public_id).state == "disconnected"
    assert ehis.state_of(MEMBER) == "disconnected"
    assert ehis.rights(client=f"{MEMBER}/bus") == []


def test_overdue_cases_are_on_top(world):
    late, early = world.applied(), world.applied("shop")
    world.case(late).due_on = today() - timedelta(days=1)
    assert [case.public_id for case in queue()] == [late, early]
    assert [case.public_id for case in queue(search="bazar 24")] == []
    assert [case.public_id for case in queue("applied", "Sərnişin")] == [late, early]


def test_one_system_has_one_case(world):
    world.applied()
    second = world.drafted(system="SƏRNİŞİN  reyestri")
    with pytest.raises(AlreadyApplied):
        applying.request_application(second, version=2, actor=world.bus)
