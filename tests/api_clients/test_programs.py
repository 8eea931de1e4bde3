"""What a firm may do with its programs and what it may not; what the clock forgets."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine

from tests.support.journal import noted
from webapp.api_clients.errors import NoSuchProgram, ProgramEnded
from webapp.api_clients.jobs import forget_old
from webapp.api_clients.models import ApiSecret, ApiToken, KeptAnswer
from webapp.api_clients.rules import ANSWER_LIFE, GRACE, MOST_URL, TOKEN_LIFE, Mode, is_web_address
from webapp.api_clients.services.letting_in import let_in, own_program, rotate, shut_out
from webapp.api_clients.services.subscribing import change_secret, own_subscription, subscribe, unsubscribe
from webapp.core.clock import now
from webapp.core.errors import Conflict, Forbidden, Invalid
from webapp.core.transaction import transaction

TARGET = "https://hooks.example.az/in"
EVENTS = ["waybill.accepted"]


def a_program(actor, *scopes, name="Anbar"):
    with transaction():
        return let_in(name, mode=Mode.LIVE, scopes=scopes, actor=actor)[0]


@pytest.fixture
def hooked(program_of, world):
    """A program with a webhook."""
    program = program_of()
    with transaction():
        return program.client_id, subscribe(program.client_id, TARGET, EVENTS, actor=world.carrier)[0]


@pytest.mark.parametrize("scopes", [(), ("waybills.read", "everything.do")])
def test_a_program_is_let_in_for_something_that_there_is(world, scopes):
    with pytest.raises(Invalid):
        a_program(world.carrier, *scopes)


def test_nobody_gives_a_program_what_they_may_not_do_themselves(world):
    only = replace(world.carrier, rights=frozenset({"api_clients.manage", "waybills.view"}))
    assert a_program(only, "waybills.read")
    with pytest.raises(Forbidden):
        a_program(only, "waybills.read", "waybills.write", name="Anbar 2")


def test_a_firm_has_so_many_programs_and_no_more(world, monkeypatch):
    monkeypatch.setattr("webapp.api_clients.services.letting_in.MOST_PROGRAMS", 2)
    first = a_program(world.carrier, "waybills.read")
    a_program(world.carrier, "waybills.read", name="Ofis")
    with pytest.raises(Conflict):
        a_program(world.carrier, "waybills.read", name="Mağaza")
    with transaction():
        shut_out(first, actor=world.carrier)
    a_program(world.carrier, "waybills.read", name="Mağaza")


def test_who_manages_no_programs_reaches_none(program_of, world):
    program, bare = program_of(), replace(world.carrier, rights=frozenset())
    for deed in (rotate, shut_out, own_program):
        with transaction(), pytest.raises(Forbidden):
            deed(program.client_id, actor=bare)


def test_what_was_shut_out_gets_no_secret_and_no_webhook(hooked, world):
    program, hook = hooked
    with transaction():
        shut_out(program, actor=world.carrier)
        shut_out(program, actor=world.carrier)
    assert noted(program) == ["let_in", "shut_out"]
    with transaction():
        for deed in (lambda: rotate(program, actor=world.carrier), lambda: change_secret(hook, actor=world.carrier)):
            with pytest.raises(ProgramEnded):
                deed()
        with pytest.raises(ProgramEnded):
            subscribe(program, TARGET, EVENTS, actor=world.carrier)


def test_a_webhook_is_its_firms_told_of_something_and_ended_once(hooked, world, monkeypatch):
    program, hook = hooked
    with transaction(), pytest.raises(NoSuchProgram):
        own_subscription(hook, actor=world.consignee)
    monkeypatch.setattr("webapp.api_clients.services.subscribing.MOST_SUBSCRIPTIONS", 1)
    for events, refusal in (([], Invalid), (["nothing.happened"], Invalid), (EVENTS, Conflict)):
        with transaction(), pytest.raises(refusal):
            subscribe(program, TARGET, events, actor=world.carrier)
    with transaction():
        unsubscribe(hook, actor=world.carrier)
        unsubscribe(hook, actor=world.carrier)
    assert noted(hook) == ["subscribed", "unsubscribed"]


@pytest.mark.parametrize(("letters", "good"), [(MOST_URL, True), (MOST_URL + 1, False)])
def test_an_address_is_as_long_as_a_row_may_hold(letters, good):
    start = "https://hooks.example.az/"
    assert is_web_address(start + "a" * (letters - len(start)), loopback=False) is good


def test_tokens_secrets_and_answers_are_forgotten_when_their_time_is_over(program_of, world, sendable):
    program = program_of()
    with transaction():
        rotate(program.client_id, actor=world.carrier)
    program.ask("POST", "/waybills", sendable, expect=201, Idempotency_Key="k-1")

    def left(kind):
        with transaction(read_only=True) as session:
            return session.query(kind).count()

    before = (left(ApiToken), left(ApiSecret), left(KeptAnswer))
    assert before == (1, 2, 1)
    forget_old.run(timestamp=0)
    assert (left(ApiToken), left(ApiSecret), left(KeptAnswer)) == before
    for later, kept in ((TOKEN_LIFE + ANSWER_LIFE, (0, 2, 0)), (GRACE, (0, 1, 0))):
        with time_machine.travel(now() + later + timedelta(seconds=5), tick=False):
            forget_old.run(timestamp=0)
        assert (left(ApiToken), left(ApiSecret), left(KeptAnswer)) == kept
