"""Breach, receipt, month, cure; the block at once; what stops and who is told."""

from datetime import timedelta

import pytest
import time_machine

from tests.connections.conftest import MEMBER, provide
from webapp.connections.errors import BreachOpen, NoSuchCase, NotReady, StepNotPossible, TooEarly
from webapp.connections.queries import breaches, open_breach
from webapp.connections.rules import BlockReason, month_after
from webapp.connections.services import breaching
from webapp.connections.terms import cure_term, set_term
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.clock import now, today
from webapp.ehis import api as ehis
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("opened")


def letter(world, public_id):
    return breaching.send_breach(public_id, clause="6.3", text="Jurnal şifrələnmir", actor=world.head)


def test_the_month_begins_with_the_receipt_and_not_before(world):
    public_id = world.connected()
    breach = letter(world, public_id)
    found = open_breach(world.case(public_id))
    assert (found.state, found.due_on, world.case(public_id).due_on) == ("notified", None, None)
    with pytest.raises(StepNotPossible):
        breaching.disconnect_for_breach(breach, actor=world.head)
    with time_machine.travel(now() + timedelta(days=10), tick=False):
        breaching.receive_breach(breach, actor=world.bus)
        assert found.due_on == cure_term(today())
        assert found.due_on >= month_after(today())
        assert found.received_by == "Sevda Ənvər qızı Kərimova"


def test_only_the_participant_presses_received(world):
    breach = letter(world, world.connected())
    for stranger in (world.shop, world.head):
        with pytest.raises(NoSuchCase):
            breaching.receive_breach(breach, actor=stranger)


@pytest.mark.parametrize(("late", "refused"), [(0, True), (1, False)])
def test_the_last_day_is_the_participants_the_day_after_is_not(world, late, refused):
    public_id = world.connected()
    breach = letter(world, public_id)
    breaching.receive_breach(breach, actor=world.bus)
    due = open_breach(world.case(public_id)).due_on
    with time_machine.travel(now() + (due - today()) + timedelta(days=late), tick=False):
        if refused:
            with pytest.raises(TooEarly):
                breaching.disconnect_for_breach(breach, actor=world.head)
            assert world.case(public_id).state == "connected"
        else:
            breaching.disconnect_for_breach(breach, actor=world.head)
            assert world.case(public_id).state == "disconnected"
            assert ehis.state_of(MEMBER) == "disconnected"


def test_a_cured_breach_stops_the_clock(world):
    public_id = world.connected()
    breach = letter(world, public_id)
    breaching.receive_breach(breach, actor=world.bus)
    breaching.report_cure(breach, text="Jurnal şifrələndi", actor=world.bus)
    breaching.confirm_cure(breach, actor=world.head)
    found = world.case(public_id)
    assert (found.state, found.due_on, open_breach(found)) == ("connected", None, None)
    assert breaches(found)[0].answer == "Jurnal şifrələndi"


def test_whether_the_month_moves_to_a_working_day_is_a_setting(world):
    with time_machine.travel("2026-01-31T08:00:00Z", tick=False):
        assert str(cure_term(today())) == "2026-03-02"
        set_term("cure_moves_to_working_day", 0, today(), document="17 nömrəli Qərar", actor=SYSTEM)
        assert str(cure_term(today())) == "2026-02-28"


def test_one_open_letter_at_a_time(world):
    public_id = world.connected()
    letter(world, public_id)
    with pytest.raises(BreachOpen):
        letter(world, public_id)


@pytest.mark.parametrize(("reason", "clause"), [(BlockReason.HARM, "3.7.1"), (BlockReason.SECURITY, "3.7.2")])
def test_a_block_stops_the_member_at_once_and_opens_a_breach_by_itself(world, reason, clause):
    provide("carrierStatus", world.head)
    public_id = world.connected()
    breaching.block(public_id, reason=reason, text="Saniyədə 4000 sorğu", actor=world.head)
    found = world.case(public_id)
    assert ehis.state_of(MEMBER) == "blocked"
    assert (found.state, found.blocked_reason, found.blocked_by) == ("connected", reason.value, world.head.name)
    breach = open_breach(found)
    assert (breach.clause, breach.by_block, breach.state) == (clause, True, "notified")
    told = db.session().query(Notice).filter_by(template="connections.urgent", party_id=found.party_id)
    assert {row.params["step"] for row in told} >= {"block", "breach"}


def test_blocked_then_cured_then_let_in_again(world):
    public_id = world.connected()
    breaching.block(public_id, reason=BlockReason.SECURITY, text="Sızma", actor=world.head)
    with pytest.raises(StepNotPossible):
        breaching.block(public_id, reason=BlockReason.HARM, text="Bir də", actor=world.head)
    breach = open_breach(world.case(public_id)).public_id
    breaching.receive_breach(breach, actor=world.bus)
    breaching.confirm_cure(breach, actor=world.head)
    assert ehis.state_of(MEMBER) == "blocked"
    breaching.unblock(public_id, text="Aradan qaldırılıb", actor=world.head)
    assert (ehis.state_of(MEMBER), world.case(public_id).blocked_at) == ("registered", None)
    with pytest.raises(StepNotPossible):
        breaching.unblock(public_id, text="Bir də", actor=world.head)


def test_a_block_without_words_or_of_a_body_outside_is_refused(world):
    outside = world.applied("shop")
    with pytest.raises(StepNotPossible):
        breaching.block(outside, reason=BlockReason.HARM, text="x", actor=world.head)
    public_id = world.connected()
    with pytest.raises(NotReady):
        breaching.block(public_id, reason=BlockReason.HARM, text="", actor=world.head)
