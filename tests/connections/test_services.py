"""A service's way: form 2, test, connection, new version, withdrawal; and the guards of each step."""

import json
from datetime import timedelta

import pytest
import time_machine

from tests.connections.conftest import DESCRIPTION, SERVICES
from webapp.cabinets.api import ensure_party
from webapp.connections.checklist import TEST
from webapp.connections.errors import NotReady, StepNotPossible, TooEarly
from webapp.connections.models import Participant
from webapp.connections.queries import services, signed_contract, steps
from webapp.connections.rules import BlockReason, month_after
from webapp.connections.services import breaching, providing, testing, withdrawing
from webapp.core import db, working_days
from webapp.core.actor import SYSTEM, Actor
from webapp.core.clock import local, now, today
from webapp.core.errors import Invalid
from webapp.ehis import api as ehis
from webapp.ehis.journal.reading import is_reader, readers
from webapp.ehis.journal.retention import Rules
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("opened")
MET = {item.code: (True, "") for item in TEST}


def test_several_services_stand_in_one_application(world):
    service = world.service()
    public_id = world.find(service).participant_id
    found = services(db.session().get(Participant, public_id))
    assert sorted(row.title for row in found) == ["Avtobus cədvəli", "Bilet satışı"]
    assert {row.state for row in found} == {"applied"}


@pytest.mark.parametrize("gap", ["basis", "email", "phone", "participant", "official_name"])
def test_form_2_with_a_gap_is_not_signed(world, gap):
    paper = providing.start_services(world.connected(), actor=world.bus)
    providing.save_services(paper, {**SERVICES, gap: ""}, version=1, actor=world.bus)
    with pytest.raises(NotReady):
        providing.request_services(paper, version=2, actor=world.bus)


def test_who_is_not_connected_applies_for_no_service(world):
    with pytest.raises(StepNotPossible):
        providing.start_services(world.contracted(), actor=world.bus)


@pytest.mark.parametrize("gap", ["test_data", "structure", "code"])
def test_there_is_no_test_without_test_data_structure_and_code(world, gap):
    service = world.service(**{gap: ""})
    with pytest.raises(NotReady):
        testing.enter_test(service, actor=world.officer)


def test_a_structure_that_cannot_be_read_and_a_document_type_are_refused(world):
    service = world.service()
    for structure in ("<xs:schema>", "{", "schema", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
        said = {**DESCRIPTION, "structure": structure}
        with pytest.raises(Invalid):
            providing.describe_service(service, said, version=world.find(service).version, actor=world.bus)


def test_a_failed_test_keeps_the_service_out_and_sends_the_remarks(world):
    service = world.service()
    testing.enter_test(service, actor=world.officer)
    with pytest.raises(StepNotPossible):
        testing.go_live(service, actor=world.head)
    answers = {**MET, "limits": (False, "Cavab 5 saniyəyə gəlir")}
    with pytest.raises(NotReady):
        testing.report_test(service, answers, passed=True, text="", actor=world.officer)
    testing.report_test(service, answers, passed=False, text="", actor=world.officer)
    found = world.find(service)
    assert (found.state, found.due_on) == ("failed", None)
    assert "Cavab 5 saniyəyə gəlir" in steps(service=found.id)[-1].text
    testing.enter_test(service, actor=world.officer)
    assert found.state == "test"


def test_a_passed_test_starts_seven_working_days_and_ends_in_connected(world):
    service = world.passed()
    assert world.find(service).due_on == working_days.add(today(), 7, {})
    testing.go_live(service, actor=world.head)
    assert (world.find(service).state, world.find(service).due_on) == ("live", None)


@pytest.mark.parametrize(
    "gap", [{"clients": []}, {"archive_what": ""}, {"archive_days": None}, {"archive_readers": []}, {"code": "other"}]
)
def test_each_guard_of_the_connection_holds(world, gap):
    service = world.passed(**gap)
    with pytest.raises(NotReady) as refusal:
        testing.go_live(service, actor=world.head)
    assert len(refusal.value.missing) == 1


def test_an_expired_certificate_and_a_block_keep_a_service_out(world):
    service = world.passed()
    participant = db.session().get(Participant, world.find(service).participant_id)
    participant.certificate_valid_to = now() - timedelta(days=1)
    breaching.block(participant.public_id, reason=BlockReason.HARM, text="Yüklənmə", actor=world.head)
    with pytest.raises(NotReady) as refusal:
        testing.go_live(service, actor=world.head)
    assert len(refusal.value.missing) == 2


def test_only_a_live_service_gets_a_new_version(world):
    service = world.passed()
    owner = db.session().get(Participant, world.find(service).participant_id)
    with pytest.raises(StepNotPossible):
        providing.start_services(owner.public_id, replaces=service, actor=world.bus)


def versions(world):
    """A live service and its live second version."""
    old = world.live()
    owner = db.session().get(Participant, world.find(old).participant_id)
    paper = providing.start_services(owner.public_id, replaces=old, actor=world.bus)
    request = _send(world, paper)
    assert request
    new = next(row for row in services(owner) if row.replaces_id == world.find(old).id)
    said = {**DESCRIPTION, "test_data": "reys=2"}
    providing.describe_service(new.public_id, said, version=new.version, actor=world.bus)
    testing.enter_test(new.public_id, actor=world.officer)
    testing.report_test(new.public_id, MET, passed=True, text="", actor=world.officer)
    return old, new.public_id


def _send(world, paper):
    rest = {name: value for name, value in SERVICES.items() if name != "services"}
    providing.save_services(paper, rest, version=1, actor=world.bus)
    request = providing.request_services(paper, version=2, actor=world.bus)
    world.signed("connections.form2", paper, request, world.bus)
    return request


def test_old_and_new_version_live_together_until_all_were_told(world):
    old, new = versions(world)
    day = today() + timedelta(days=40)
    with pytest.raises(StepNotPossible):
        withdrawing.tell_of_new_version(old, last_day=day, actor=world.head)
    testing.go_live(new, actor=world.head)
    assert [world.find(item).state for item in (old, new)] == ["live", "live"]
    assert (world.find(new).service_version, world.find(new).code) == ("v2", "busSchedule")
    with pytest.raises(StepNotPossible):
        withdrawing.set_end(old, last_day=day, actor=world.head)
    assert withdrawing.tell_of_new_version(old, last_day=day, actor=world.head) == 1
    withdrawing.set_end(old, last_day=day, actor=world.head)
    assert world.find(old).ends_on == day
    told = db.session().query(Notice).filter_by(template="connections.new_version").one()
    assert told.params["day"] == f"{day:%d.%m.%Y}"


def test_a_service_is_not_withdrawn_without_reason_nor_a_day_short_of_a_month(world):
    service = world.live()
    with pytest.raises(NotReady):
        withdrawing.ask_withdrawal(service, reason="", actor=world.bus)
    withdrawing.ask_withdrawal(service, reason="Sistem dəyişir", actor=world.bus)
    with pytest.raises(StepNotPossible):
        withdrawing.disconnect_service(service, actor=world.head)
    month = month_after(today())
    said = {"grounds": "Yeni sistem", "actor": world.head}
    with pytest.raises(TooEarly):
        withdrawing.tell_users(service, last_day=month - timedelta(days=1), **said)
    assert withdrawing.tell_users(service, last_day=month, **said) == 1
    with time_machine.travel(now() + (month - today()) - timedelta(days=1), tick=False), pytest.raises(TooEarly):
        withdrawing.disconnect_service(service, actor=world.head)
    with time_machine.travel(now() + (month - today()), tick=False):
        withdrawing.disconnect_service(service, actor=world.head)
    assert world.find(service).state == "disconnected"


def test_a_service_of_ours_follows_into_the_directory(world):
    owner, service = our_service(world)
    assert _state(service) == "live"
    assert [right.client for right in ehis.rights(service="tripCount")] == ["AZ/GOV/AYNA/kabinet"]
    assert [group.services for group in ehis.groups()] == [("tripCount",)]
    row = world.find(service)
    exchange_end = today() + timedelta(days=3)
    withdrawing.exchange.end(row, owner, exchange_end, actor=world.head)
    (version,) = ehis.versions("tripCount")
    assert local(version.ends_at).date() == exchange_end + timedelta(days=1)  # the last day is whole
    with time_machine.travel(now() + timedelta(days=5), tick=False):
        assert _state(service) == "ended"


def test_the_procedure_of_archiving_rules_the_message_log(world):
    our_service(world)
    path = "AZ/GOV/AYNA/kabinet/tripCount"
    auditor = Actor(name="Mehri Bağırova", fin="9MHR5Y2")
    rule = Rules().of(f"{path}/v1")
    assert (rule.keep_days, rule.what, rule.source) == (365, "Sorğu və cavab", "directory")
    assert is_reader(f"{path}/v1", auditor)
    assert not is_reader(path, Actor(name="Əliyev Vəli", fin="4LQR2J5"))
    assert [reader.name for reader in readers() if reader.service == path] == ["Bağırova Mehri Sabir qızı"]

    ehis.set_archive_readers(path, [("4LQR2J5", "Axundov İlqar")], actor=world.head)
    assert not is_reader(path, auditor)


def our_service(world):
    """A service of the portal itself, brought to life by the office."""
    party = ensure_party("state", "9900030019", name="AYNA", source="test", as_of=now())
    ehis.register_member("AZ/GOV/AYNA", "AYNA", actor=world.head)
    ehis.register_client("AZ/GOV/AYNA", "kabinet", actor=world.head)
    public_id = world.connected()
    owner = world.case(public_id)
    owner.party_id, owner.member_code, owner.subsystem = party.id, "AZ/GOV/AYNA", "kabinet"
    world.actors["bus"] = world.head
    db.session().flush()
    ehis.name_group("inspectors", "Yoxlama", actor=world.head)
    readers = ["9MHR5Y2 Bağırova Mehri Sabir qızı – jurnal", "Əliyev Vəli – sorğular"]
    clients = ["AZ/GOV/AYNA/kabinet", "AZ/GOV/UNKNOWN/x", "inspectors"]
    said = {"code": "tripCount", "clients": clients, "archive_readers": readers}
    service = world.service(public_id, **said)
    testing.enter_test(service, actor=world.officer)
    assert _state(service) == "test"
    testing.report_test(service, MET, passed=True, text="", actor=world.officer)
    with pytest.raises(NotReady):
        testing.go_live(service, actor=world.head)  # the contract lists another service
    _list_in_contract(owner, "tripCount Reyslərin sayı")
    with pytest.raises(NotReady):
        testing.go_live(service, actor=world.head)  # the log knows people by their FİN
    world.find(service).archive_readers = json.dumps(readers[:1])
    testing.go_live(service, actor=world.head)
    return owner, service


def _list_in_contract(owner, line):
    paper = signed_contract(owner)
    paper.content = json.dumps({**json.loads(paper.content), "services": line})


def _state(_service):
    return next((row.state for row in ehis.versions("tripCount")), None)


def test_an_old_version_is_disconnected_by_the_calendar(world):
    old, new = versions(world)
    testing.go_live(new, actor=world.head)
    withdrawing.tell_of_new_version(old, last_day=today() + timedelta(days=2), actor=world.head)
    withdrawing.set_end(old, last_day=today() + timedelta(days=2), actor=world.head)
    for days, ended in ((2, 0), (3, 1), (3, 0)):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            assert withdrawing.end_what_is_over(actor=SYSTEM) == ended
    assert [world.find(item).state for item in (old, new)] == ["disconnected", "live"]
