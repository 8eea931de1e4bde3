"""The registers of carriers and operators: entries, history, suspension by two persons, what the database refuses."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from webapp.carriers import api as carriers
from webapp.carriers.changing import changes_of
from webapp.carriers.errors import AlreadyRegistered, OverlappingSuspension, SecondPersonNeeded, WrongState
from webapp.carriers.events import CarrierRestored, CarrierSuspended
from webapp.carriers.listing import Wanted, find, find_for_anybody
from webapp.carriers.operating import OperatorFacts, decide_state, enter, propose_state, restore
from webapp.carriers.operating import change as change_operator
from webapp.carriers.permissions import DECIDE, KEEP, SEE
from webapp.carriers.registering import Told, change, register, remove, take_over
from webapp.carriers.rules import CarrierStanding
from webapp.carriers.suspending import Proposal, announce, decide, end, propose
from webapp.core import bus
from webapp.core.actor import Actor
from webapp.core.bus import install_reactions, on
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, StaleVersion
from webapp.core.transaction import savepoint
from webapp.ehis.api import LegalEntity, Person

DAY = timedelta(days=1)
OFFICER = Actor(account_id=1, name="Zaur", rights=frozenset({SEE.code, KEEP.code}))
HEAD = Actor(account_id=2, name="Günel", rights=frozenset({SEE.code, KEEP.code, DECIDE.code}))
TOLD = Told(activities=("goods",), basis="Müraciət")


def entity(voen="9900010101", name="“Xəzər Yük” MMC", kind="legal", address="Bakı", status="active", as_of=None):
    day = date(2020, 1, 1)
    return LegalEntity(voen, name, "", kind, address, "", "", "", day, status, "AZ/GOV/DVX", as_of or now())


PERSON = Person(
    "3LVN6T9", "Elvin", "Nadir", "Babayev", "m", date(1988, 1, 1), "", "", date(2030, 1, 1), "alive", "x", now()
)


@pytest.fixture
def row(opened):
    return register(entity(), None, TOLD, actor=OFFICER)


@pytest.fixture
def facts():
    before = {event: list(found) for event, found in bus._reactions.items()}
    told = []
    install_reactions(
        [one for found in before.values() for one in found]
        + [on(kind)(told.append) for kind in (CarrierSuspended, CarrierRestored)]
    )
    yield told
    bus._reactions.clear()
    bus._reactions.update(before)


def proposal(start=0, last=10, ground="debts"):
    ends = None if last is None else today() + last * DAY
    return Proposal(ground=ground, note="Borc var", starts_on=today() + start * DAY, ends_on=ends)


def standing(row):
    return carriers.carrier_of(row.party_id).standing


def history(row, subject="carrier"):
    return [(one.field, one.old, one.new, one.author) for one in changes_of(subject, row.id)]


def test_a_carrier_is_entered_once_changed_and_its_history_names_the_author(row):
    with pytest.raises(AlreadyRegistered):
        register(entity(), None, TOLD, actor=OFFICER)
    change(row.public_id, Told(activities=("goods", "taxi"), basis="Müraciət"), seen=1, actor=HEAD)
    assert history(row)[0] == ("activities", "goods", "goods, taxi", "Günel")
    with pytest.raises(StaleVersion):
        change(row.public_id, TOLD, seen=1, actor=HEAD)


def test_a_sole_trader_has_the_parts_of_the_name_and_nobody_else_has(opened):
    row = register(entity("9900020172", "Babayev Elvin Nadir oğlu", "entrepreneur"), PERSON, TOLD, actor=OFFICER)
    assert (row.given_name, row.patronymic, row.family_name) == ("Elvin", "Nadir", "Babayev")
    with pytest.raises(IntegrityError, match="sole_trader_has_names"), savepoint():
        opened.execute(text("UPDATE carriers SET given_name = NULL"))


def test_what_the_taxpayers_register_says_is_taken_over_with_its_source(row):
    take_over(row.party_id, entity(name="“Xəzər Yük Logistika” MMC", address="Sumqayıt"))
    assert history(row)[:2] == [
        ("address", "Bakı", "Sumqayıt", "AZ/GOV/DVX"),
        ("name", "“Xəzər Yük” MMC", "“Xəzər Yük Logistika” MMC", "AZ/GOV/DVX"),
    ]
    take_over(row.party_id, entity(name="Köhnə", as_of=now() - 9 * DAY))
    assert carriers.carrier_of(row.party_id).name == "“Xəzər Yük Logistika” MMC"


def test_two_persons_suspend_a_carrier_and_the_second_is_not_the_first(row, facts):
    found = propose(row.public_id, proposal(), actor=HEAD)
    assert standing(row) is CarrierStanding.ACTIVE
    with pytest.raises(SecondPersonNeeded):
        decide(found.public_id, confirm=True, note="", actor=HEAD)
    with pytest.raises(Forbidden):
        decide(found.public_id, confirm=True, note="", actor=OFFICER)
    other = Actor(account_id=3, name="Rəna", rights=HEAD.rights)
    decide(found.public_id, confirm=True, note="Yoxlanılıb", actor=other)
    assert standing(row) is CarrierStanding.SUSPENDED
    assert facts == [CarrierSuspended(party_id=row.party_id)]
    announce()
    assert len(facts) == 1
    end(found.public_id, actor=HEAD)
    assert standing(row) is CarrierStanding.ACTIVE
    assert facts[1:] == [CarrierRestored(party_id=row.party_id)]
    with pytest.raises(WrongState):
        end(found.public_id, actor=HEAD)


def test_the_database_itself_wants_two_persons(row, opened):
    propose(row.public_id, proposal(), actor=OFFICER)
    broken = "UPDATE carrier_suspensions SET state = 'confirmed', decided_by = proposed_by, decided_at = now()"
    with pytest.raises(IntegrityError, match="two_persons"), savepoint():
        opened.execute(text(broken))


@pytest.mark.parametrize(
    ("start", "last", "possible"), [(0, 4, True), (0, 5, False), (10, None, False), (11, None, True), (6, 7, False)]
)
def test_suspensions_of_a_carrier_do_not_share_a_day(row, start, last, possible):
    propose(row.public_id, proposal(5, 10), actor=OFFICER)
    if possible:
        propose(row.public_id, proposal(start, last), actor=OFFICER)
    else:
        with pytest.raises(OverlappingSuspension):
            propose(row.public_id, proposal(start, last), actor=OFFICER)


def test_what_was_refused_blocks_no_days(row):
    found = propose(row.public_id, proposal(), actor=OFFICER)
    decide(found.public_id, confirm=False, note="Əsas yoxdur", actor=HEAD)
    assert propose(row.public_id, proposal(), actor=OFFICER).state == "proposed"


def test_a_suspension_begins_and_ends_by_its_days(row, facts, opened):
    found = propose(row.public_id, proposal(3, 5), actor=OFFICER)
    decide(found.public_id, confirm=True, note="", actor=HEAD)
    announce()
    assert facts == []
    shift = text("UPDATE carrier_suspensions SET starts_on = starts_on - :d, ends_on = ends_on - :d")
    opened.execute(shift, {"d": 4})
    opened.expire_all()
    announce()
    assert (facts, standing(row)) == ([CarrierSuspended(party_id=row.party_id)], CarrierStanding.SUSPENDED)
    opened.execute(shift, {"d": 2})
    opened.expire_all()
    assert standing(row) is CarrierStanding.ACTIVE
    announce()
    assert facts[1:] == [CarrierRestored(party_id=row.party_id)]


def test_a_removed_carrier_stays_readable_and_is_not_changed_any_more(row):
    remove(row.public_id, "Ləğv olunub", actor=HEAD)
    assert standing(row) is CarrierStanding.REMOVED
    with pytest.raises(WrongState):
        change(row.public_id, TOLD, seen=2, actor=OFFICER)
    with pytest.raises(WrongState):
        propose(row.public_id, proposal(), actor=OFFICER)


FACTS = {"kind": "goods", "responsible_name": "Leyla Əliyeva", "responsible_fin": "7LYL5H2"}


def test_an_operator_has_a_number_and_every_change_its_old_value(row, opened):
    found = enter(row.public_id, OperatorFacts(address="Bakı", **FACTS), actor=OFFICER)
    assert found.number == f"BO-{today().year}-00001"
    with pytest.raises(AlreadyRegistered):
        enter(row.public_id, OperatorFacts(address="Bakı", **FACTS), actor=OFFICER)
    change_operator(found.public_id, OperatorFacts(address="Gəncə", **FACTS), seen=1, actor=HEAD)
    assert history(found, "operator")[0] == ("address", "Bakı", "Gəncə", "Günel")
    assert b"7LYL5H2" not in bytes(opened.execute(text("SELECT responsible_fin FROM operators")).scalar())


def test_an_operator_is_suspended_restored_removed_and_may_come_back_under_a_new_number(row):
    found = enter(row.public_id, OperatorFacts(address="Bakı", **FACTS), actor=OFFICER)
    for state in ("suspended", "active", "removed"):
        if state == "active":
            restore(found.public_id, "Səbəb", actor=HEAD)
        else:
            propose_state(found.public_id, state, "Səbəb", actor=OFFICER)
            decide_state(found.public_id, confirm=True, note="", actor=HEAD)
        assert found.state == state
    with pytest.raises(WrongState):
        restore(found.public_id, "", actor=HEAD)
    again = enter(row.public_id, OperatorFacts(address="Bakı", **FACTS), actor=OFFICER)
    assert again.number.endswith("00002")


def test_nobody_suspends_an_operator_alone_and_what_was_refused_changes_nothing(row):
    found = enter(row.public_id, OperatorFacts(address="Bakı", **FACTS), actor=OFFICER)
    with pytest.raises(WrongState):
        decide_state(found.public_id, confirm=True, note="", actor=HEAD)
    propose_state(found.public_id, "suspended", "Borc", actor=HEAD)
    with pytest.raises(SecondPersonNeeded):
        decide_state(found.public_id, confirm=True, note="", actor=HEAD)
    with pytest.raises(Forbidden):
        decide_state(found.public_id, confirm=True, note="", actor=OFFICER)
    with pytest.raises(WrongState):
        propose_state(found.public_id, "removed", "Borc", actor=OFFICER)
    second = Actor(account_id=3, name="Elçin", rights=HEAD.rights)
    decide_state(found.public_id, confirm=False, note="Əsas yoxdur", actor=second)
    assert (found.state, found.wanted_state) == ("active", None)
    assert ("proposed", "suspended", "", "Elçin") in history(found, "operator")


@pytest.mark.parametrize("typed", ["xezer", "XƏZƏR", "xəzər yük", "9900010101", "990 001 0101"])
def test_officers_find_a_carrier_without_marks_and_by_number(row, typed):
    assert [one.voen for one in find(Wanted(typed), after=None).rows] == ["9900010101"]
    assert find(Wanted(typed, "suspended"), after=None).rows == []


def test_anybody_finds_what_is_named_and_no_sole_trader_by_name(row):
    register(entity("9900020172", "Babayev Elvin Nadir oğlu", "entrepreneur"), PERSON, TOLD, actor=OFFICER)
    assert [one.voen for one in find_for_anybody("xezer").carriers] == ["9900010101"]
    assert find_for_anybody("babayev").carriers == []
    assert [one.voen for one in find_for_anybody("9900020172").carriers] == ["9900020172"]
    assert find_for_anybody("xez").too_short
    assert find_for_anybody("%%%%").carriers == []
