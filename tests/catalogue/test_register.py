"""Registration, amendment and cancellation of an e-service: numbers, terms, rights, history, last lines in the database."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import IntegrityError

from webapp.auth.models import StaffPost
from webapp.catalogue.errors import (
    BodyNeeded,
    NoSuchApplication,
    NotReady,
    OwnApplication,
    StepNotPossible,
)
from webapp.catalogue.listing import Wanted, find
from webapp.catalogue.models import Entry, Step
from webapp.catalogue.offer import offer_of
from webapp.catalogue.queries import history, queue
from webapp.catalogue.rules import Request
from webapp.catalogue.services import applying, deciding
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.errors import Forbidden, Invalid, StaleVersion
from webapp.core.working_days import deadline
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("opened")


def test_a_registered_service_is_found_with_number_day_and_history(world):
    entry = world.registered()

    assert (entry.number, entry.state, entry.areas) == ("ER-000001", "registered", [18])
    assert [row.code for row in find(Wanted(q="sehererarasi avtobus cedveli"), after=None, before=None)[0].rows] == []
    assert [row.code for row in find(Wanted(q="seherlerarasi avtobus"), after=None, before=None)[0].rows] == [
        "ER-000001"
    ]
    assert [step.action for step in history(entry=entry.id)] == ["registered"]
    assert history(entry=entry.id)[0].actor_name == world.operator.name


def test_the_term_begins_with_the_signature(world):
    for request, days in ((Request.REGISTER, 3), (Request.AMEND, 1), (Request.CANCEL, 3)):
        number = "" if request is Request.REGISTER else world.registered(name=f"Xidmət {request}").number
        found = world.application(world.applied(request, number=number))
        assert (found.state, found.due_on) == ("applied", deadline(today(), days))


def test_the_queue_shows_the_most_urgent_first(world):
    first, second, third = (world.applied(name=name) for name in ("a", "b", "c"))
    world.application(second).due_on = today() - timedelta(days=2)
    world.application(third).due_on = today() - timedelta(days=1)
    db.session().flush()
    assert [row.public_id for row in queue()] == [second, third, first]


def test_numbers_run_on_without_gaps_and_never_come_back(world):
    first = world.registered(name="Birinci")
    refused = world.applied(name="Rədd")
    deciding.refuse_application(refused, reason="Natamamdır", actor=world.operator)
    cancelled = world.applied(Request.CANCEL, number=first.number)
    world.accept(cancelled)
    second = world.registered(name="İkinci")

    assert (first.number, first.state, second.number) == ("ER-000001", "cancelled", "ER-000002")
    assert first.registered_at is not None
    assert first.cancelled_at is not None
    assert not first.shown
    assert [step.action for step in history(entry=first.id)] == ["registered", "cancelled"]


def test_an_amendment_keeps_old_and_new_values(world):
    entry = world.registered()
    public_id = world.applied(Request.AMEND, number=entry.number, name="Yeni ad", payment="paid")
    world.accept(public_id)

    step = history(entry=entry.id)[-1]
    assert step.changes == {
        "name": ["Şəhərlərarası avtobus cədvəlinin əldə edilməsi", "Yeni ad"],
        "payment": ["free", "paid"],
    }
    assert entry.name == "Yeni ad"
    assert find(Wanted(q="yeni ad"), after=None, before=None)[0].rows == [entry]
    assert entry not in find(Wanted(q="seherlerarasi"), after=None, before=None)[0].rows


@pytest.mark.parametrize(("ago", "late"), [(0, False), (30, True)])
def test_a_change_told_late_is_marked(world, ago, late):
    entry = world.registered()
    changed = (today() - timedelta(days=ago)).isoformat()
    found = world.application(world.applied(Request.AMEND, number=entry.number, changed_on=changed))
    assert found.late_change is late


def test_a_listed_kind_becomes_the_registered_service(world):
    entry = world.entry(world.accept(world.applied(list_no="17.2")))
    assert (entry.code, entry.list_no, entry.number, entry.authority_no) == ("17.2", "17.2", "ER-000001", 17)
    with pytest.raises(NotReady):
        world.applied(list_no="17.2")


def test_the_agency_registers_what_the_definition_says(world):
    offer = offer_of("own-data")
    public_id = applying.start_application(Request.REGISTER, actor=world.head, offer=offer)
    found = world.application(public_id)
    said = {**found.content, "place": "https://kabinet.example.az/services/own-data", "confirmed": True}
    applying.save_application(public_id, said, head="Mustafayeva Günel", version=1, actor=world.head)
    world.sign(public_id, "head")
    entry = world.entry(world.accept(public_id))
    assert (entry.name, entry.offer_code, entry.party_id) == (offer.title, "own-data", None)
    assert entry not in find(Wanted(), after=None, before=None)[0].rows


def test_what_the_law_protects_is_not_shown(world):
    entry = world.entry(world.accept(world.applied(), protected=True))
    assert (entry.state, entry.shown) == ("registered", False)
    assert entry not in find(Wanted(q="seherlerarasi"), after=None, before=None)[0].rows


def test_the_body_is_told_of_number_and_refusal(world):
    world.accept(world.applied())
    deciding.refuse_application(world.applied(name="x"), reason="Natamamdır", actor=world.operator)
    told = db.session().query(Notice).filter_by(party_id=world.bus.party_id).all()
    said = " ".join(str(row.params) for row in told if row.template == "catalogue.decided")
    assert "ER-000001" in said
    assert "Natamamdır" in said


def test_only_the_operator_of_the_register_decides(world):
    public_id = world.applied()
    for actor in (world.bus, world.head, world.officer, world.citizen):
        with pytest.raises(Forbidden):
            deciding.accept_application(public_id, areas=[18], protected=False, actor=actor)
    both = Actor(**{**_fields(world.operator), "account_id": world.bus.account_id})
    with pytest.raises(OwnApplication):
        deciding.accept_application(public_id, areas=[18], protected=False, actor=both)
    colleague = Actor(**{**_fields(world.operator), "party_id": world.bus.party_id})
    with pytest.raises(Forbidden):
        deciding.accept_application(public_id, areas=[18], protected=False, actor=colleague)
    assert world.application(public_id).state == "applied"


def test_a_decision_is_made_once(world):
    public_id = world.applied()
    world.accept(public_id)
    for act in (lambda: world.accept(public_id), lambda: applying.withdraw_application(public_id, actor=world.bus)):
        with pytest.raises(StepNotPossible):
            act()


@pytest.mark.parametrize("areas", [[], [0], [18, 99]])
def test_a_registration_needs_areas_of_the_act(world, areas):
    with pytest.raises(Invalid):
        world.accept(world.applied(), areas=areas)


def test_another_body_sees_and_amends_nothing(world):
    entry = world.registered()
    public_id = world.drafted(name="Gizli")
    with pytest.raises(NoSuchApplication):
        applying.save_application(public_id, {}, head="", version=2, actor=world.shop)
    stranger = world.drafted(Request.AMEND, "shop", entry.number, name="x")
    said = {**world.application(stranger).content, "number": entry.number}
    applying.save_application(stranger, said, head="x", version=world.application(stranger).version, actor=world.shop)
    with pytest.raises(NotReady):
        world.sign(stranger, "shop")


def test_a_person_registers_no_service(world):
    with pytest.raises(BodyNeeded):
        applying.start_application(Request.REGISTER, actor=world.citizen)


def test_a_signature_for_a_former_text_hands_nothing_in(world):
    public_id = world.drafted()
    found = world.application(public_id)

    def change():
        said = {**found.content, "name": "Başqa ad"}
        applying.save_application(public_id, said, head="x", version=found.version, actor=world.bus)

    world.sign(public_id, between=change)
    assert found.state == "draft"


def test_a_signer_whose_right_was_taken_back_hands_nothing_in(world):
    public_id = applying.start_application(Request.REGISTER, actor=world.head, offer=offer_of("who-looked"))
    found = world.application(public_id)
    said = {**found.content, "place": "https://a.az/x", "confirmed": True}
    applying.save_application(public_id, said, head="x", version=1, actor=world.head)
    world.sign(public_id, "head", between=lambda: db.session().execute(delete(StaffPost)))
    assert found.state == "draft"


def test_of_two_applications_about_one_entry_the_second_is_not_taken(world):
    entry = world.registered()
    world.applied(Request.AMEND, number=entry.number, name="Bir")
    second = world.applied(Request.CANCEL, number=entry.number)
    assert world.application(second).state == "draft"


def test_a_stale_version_is_refused(world):
    public_id = world.drafted()
    with pytest.raises(StaleVersion):
        applying.save_application(public_id, {}, head="", version=1, actor=world.bus)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE catalogue_entries SET number = 'ER-000777' WHERE number = 'ER-000001'",
        "DELETE FROM catalogue_entries WHERE number = 'ER-000001'",
        "DELETE FROM catalogue_entries WHERE code = '1.1'",
        "UPDATE catalogue_entries SET number = 'ER-000001', registered_at = now() WHERE code = '1.1'",
        "UPDATE catalogue_entries SET legal_basis = '' WHERE number = 'ER-000001'",
        "UPDATE catalogue_entries SET kind = NULL WHERE number = 'ER-000001'",
        "UPDATE catalogue_entries SET shown = true, protected = true WHERE number = 'ER-000001'",
        "UPDATE catalogue_entries SET areas = '{}' WHERE code = '1.1'",
        "UPDATE catalogue_steps SET text = 'x'",
        "DELETE FROM catalogue_steps",
    ],
)
def test_the_database_keeps_numbers_entries_and_history(world, change):
    world.registered()
    with pytest.raises(IntegrityError), db.session().begin_nested():
        db.session().execute(text(change))


def test_the_head_is_sealed_at_rest(world):
    found = world.application(world.drafted())
    raw = db.session().execute(text("SELECT head FROM catalogue_applications")).scalar_one()
    assert found.head == "Kərimova Sevda"
    assert b"Sevda" not in bytes(raw)


def test_entries_repealed_from_the_list_are_kept_and_not_shown(world):
    db.session().execute(update(Entry).where(Entry.code == "1.1").values(state="repealed", shown=False))
    assert find(Wanted(authority=1), after=None, before=None)[0].rows[0].code == "1.2"
    assert db.session().query(Step).count() == 0


def _fields(actor):
    return {name: getattr(actor, name) for name in ("name", "fin", "office_roles", "rights")}
