"""Rules of the sale: one proposes a row of a day to come, another puts it in force; the past stays; bad input is refused."""

from datetime import timedelta

import pytest
import time_machine

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.transaction import transaction
from webapp.payments.api import limit_on
from webapp.tickets.changing.terms import tiers_of
from webapp.tickets.changing.tiers import Band
from webapp.tickets.proposals.contributed import rules_come_into_force
from webapp.tickets.proposals.kinds import KINDS
from webapp.tickets.proposals.models import RuleProposal
from webapp.tickets.terms import benefit_on, commission_on, terms_of
from webapp.timetable.api import stations

OFFICER, HEAD, AUDITOR = "2ZAR9W1", "5GNL4M3", "9MHR5Y2"
RULES = "/office/ticket-rules"
BASIS = "Nazirlər Kabinetinin qərarı, 3-cü bənd"


def office(app, fin):
    browser = AssertingClient(app)
    sign_in(browser, fin, office=True)
    return browser


@pytest.fixture
def officer(app, buses):
    return office(app, OFFICER)


@pytest.fixture
def head(app, buses):
    return office(app, HEAD)


def day(ahead=1):
    return (today() + timedelta(days=ahead)).strftime("%d.%m.%Y")


def proposed(browser, kind, expect=303, **typed):
    known = {"basis": BASIS, "valid_from": day()} | typed
    page = browser.open(f"{RULES}/{kind}", expect=200)
    return browser.submit(page, f"{RULES}/{kind}", expect=expect, **known)


def agreed(browser, made, expect=303, deed="approve", **typed):
    page = browser.open(made.location, expect=200)
    return browser.submit(page, "approve", to=f"{made.location}/{deed}", expect=expect, **typed)


@pytest.mark.parametrize(
    ("kind", "typed", "seen"),
    [
        ("terms", {"subject": "501", "policy": "none", "transferable": "y"}, lambda ride, on: terms_of(ride.route.id, on).policy == "none"),
        ("commission", {"part": "7,5"}, lambda _ride, on: commission_on(on) == 750),
        ("benefit", {"subject": "teacher", "title": "Müəllim", "part": "30"}, lambda _ride, on: benefit_on("teacher", on) is not None),
        ("tier", {"subject": "late", "minutes": "20", "keeps": "12,5", "adds": "0"}, lambda ride, on: tiers_of(ride.route.id, on)[Band.LATE].keeps == 125),
        ("tier", {"subject": "carrier", "minutes": "", "keeps": "0", "adds": "0", "delay": "60"}, lambda ride, on: tiers_of(ride.route.id, on)[Band.CARRIER].delay == 60),
        ("limit", {"amount": "120,50"}, lambda _ride, on: limit_on(on) == 12_050),
    ],
)  # fmt: skip
def test_a_row_holds_from_its_day_when_a_second_person_has_agreed(buses, officer, head, kind, typed, seen):
    with transaction(read_only=True):
        ride = buses.ride()
    made = proposed(officer, kind, **typed)
    with transaction(read_only=True):
        assert not seen(ride, today() + timedelta(days=1))
    agreed(head, made)
    with transaction(read_only=True):
        assert seen(ride, today() + timedelta(days=1))
        assert not seen(ride, today())
        row = db.session().query(RuleProposal).one()
        assert (row.state, row.applied_at is not None) == ("approved", True)
    assert BASIS in head.open(f"{RULES}/{kind}", expect=200).words


def test_the_sale_of_a_station_closes_otherwise_from_the_day_on(buses, officer, head):
    agreed(head, proposed(officer, "closing", subject="GNC", minutes="25"))

    def closes():
        with transaction(read_only=True):
            return next(one.closes_minutes for one in stations() if one.code == "GNC")

    was = closes()
    rules_come_into_force.run(0)
    assert closes() == was != 25
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        rules_come_into_force.run(0)
    assert closes() == 25


def test_what_nobody_agreed_to_does_not_come_into_force_on_its_day(buses, officer, head):
    """One waits, one is refused, one was taken back by who asked for it."""
    proposed(officer, "closing", subject="GNC", minutes="25")
    agreed(head, proposed(officer, "closing", subject="BAK", minutes="25"), deed="refuse", answer="Lazım deyil")
    own = officer.open(proposed(officer, "closing", subject="YEV", minutes="25").location, expect=200)
    officer.submit(own, "withdraw", expect=303)
    with time_machine.travel(now() + timedelta(days=1), tick=False):
        rules_come_into_force.run(0)
    with transaction(read_only=True):
        assert not [one.code for one in stations() if one.closes_minutes == 25]
        assert {one.state for one in db.session().query(RuleProposal)} == {"waiting", "refused", "withdrawn"}
        assert not [one for one in db.session().query(RuleProposal) if one.applied_at]


def test_nobody_decides_on_the_own_proposal_and_no_rule_is_decided_twice(head, officer):
    mine = proposed(head, "commission", part="6")
    assert "Təsdiq et" not in head.open(mine.location, expect=200).words
    page = head.open(mine.location, expect=200)
    token = page.form("withdraw")["csrf_token"]
    assert head.open(f"{mine.location}/approve", method="POST", data={"csrf_token": token}).status_code == 403
    head.submit(page, "withdraw", expect=303)
    other = proposed(officer, "commission", part="6", valid_from=day(2))
    assert officer.open(f"{other.location}/approve", method="POST", data={"csrf_token": "x"}).status_code in {400, 403}
    assert "səbəbini yazın" in agreed(head, other, expect=422, deed="refuse", answer="").words
    agreed(head, other, deed="refuse", answer="Hesablama yoxdur")
    assert "Hesablama yoxdur" in officer.open(other.location, expect=200).words
    assert head.open(f"{other.location}/approve", method="POST", data={"csrf_token": token}).status_code == 409


def test_a_day_that_has_begun_meanwhile_is_too_late(officer, head):
    made = proposed(officer, "commission", part="6")
    page = head.open(made.location, expect=200)
    with transaction():
        db.session().query(RuleProposal).update({"valid_from": today()})
    said = head.submit(page, "approve", expect=422)
    assert "sabahdan" in said.words


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("commission", {"part": "101"}),
        ("commission", {"part": "-1"}),
        ("commission", {"part": "1e2"}),
        ("commission", {"part": "5", "valid_from": day(0)}),
        ("commission", {"part": "5", "valid_from": "01.01.2020"}),
        ("commission", {"part": "5", "valid_from": "31.02.2027"}),
        ("commission", {"part": "5", "basis": "  "}),
        ("benefit", {"subject": "Müəllim", "title": "M", "part": "5"}),
        ("benefit", {"subject": "teacher", "title": "M", "part": "5", "valid_to": day(0)}),
        ("terms", {"subject": "999", "policy": "none"}),
        ("terms", {"subject": "501", "policy": "anything"}),
        ("terms", {"subject": "501", "policy": "name", "entry_permit": "y"}),
        ("closing", {"subject": "GNC", "minutes": "1441"}),
        ("tier", {"subject": "carrier", "minutes": "5", "keeps": "0", "adds": "0"}),
        ("tier", {"subject": "late", "minutes": "", "keeps": "0", "adds": "0"}),
        ("tier", {"subject": "late", "minutes": "5", "keeps": "100,1", "adds": "0"}),
        ("limit", {"amount": "0"}),
        ("limit", {"amount": "NaN"}),
    ],
)
def test_what_makes_no_sense_is_refused_with_the_field(officer, kind, typed):
    proposed(officer, kind, expect=422, **typed)
    with transaction(read_only=True):
        assert db.session().query(RuleProposal).count() == 0


def test_one_row_a_day_stands_or_is_proposed(officer, head):
    made = proposed(officer, "commission", part="6")
    assert "artıq var" in proposed(officer, "commission", expect=422, part="7").words
    agreed(head, made)
    assert "artıq var" in proposed(officer, "commission", expect=422, part="7").words


def test_a_carrier_proposes_terms_of_its_own_routes_alone_and_the_office_decides(buses, carrier, head):
    page = carrier.open("/cabinet/route-terms", expect=200)
    own = {"policy": "name", "basis": BASIS, "valid_from": day()}
    carrier.submit(page, "route-terms", expect=303, subject="501", **own)
    carrier.submit(page, "route-terms", expect=422, subject="999", **own)
    assert "Adı və soyadı" in carrier.open("/cabinet/route-terms", expect=200).words
    waiting = head.open(RULES, expect=200)
    agreed(head, type("Made", (), {"location": waiting.link("Adı və soyadı")}))
    with transaction(read_only=True):
        assert terms_of(buses.ride().route.id, today() + timedelta(days=1)).policy == "name"


def test_who_may_only_look_looks_and_others_do_not(app, client, carrier, buses):
    auditor = office(app, AUDITOR)
    for kind in KINDS:
        assert "Təklif et" not in auditor.open(f"{RULES}/{kind}", expect=200).words
    auditor.open(f"{RULES}/nothing", expect=404)
    auditor.open(f"{RULES}/proposals/nothing", expect=404)
    for browser in (client, carrier):
        browser.open(RULES, expect=403)
    client.open("/cabinet/route-terms", expect=403)
