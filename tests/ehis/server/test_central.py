"""The central server: the connection test, the registration and its states."""

from dataclasses import replace

import pytest

from mocks.ehis.central import government
from tests.ehis.server.conftest import HERE, sent
from tests.support.ports import free_ports
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.server import place
from webapp.ehis.server.entered import CENTRAL, enter, entered, remove
from webapp.ehis.server.errors import AlreadyAsked, CentralServerFailed
from webapp.ehis.server.filing import follow, greet_central, register, registration
from webapp.ehis.server.versions import CENTRAL_SERVERS, central_servers, change

PLACE = f"{HERE}/identity"


def told():
    with transaction(read_only=True):
        asked = registration()
        return None if asked is None else (asked.state, asked.reason)


def first():
    with transaction(read_only=True):
        return central_servers()[0]


def test_the_connection_test_answers(steering, central):
    page = steering.submit(steering.open(PLACE), f"{PLACE}/test", expect=200)
    assert "AZ central server" in page.words


def test_a_false_address_shows_the_error(steering, central):
    with transaction():
        change(CENTRAL_SERVERS, f"https://127.0.0.1:{free_ports(1)[0]}", actor=SYSTEM)
    page = steering.submit(steering.open(PLACE), f"{PLACE}/test", expect=200)

    assert "bu ünvanda heç kim cavab vermir" in page.words
    steering.submit(steering.open(PLACE), f"{PLACE}/test", address="https://elsewhere:1", expect=404)


def test_a_server_of_another_authority_is_not_believed(central, pki, monkeypatch):
    monkeypatch.setattr(place, "_settings", [replace(place.place(), ehis_ca=pki / "foreign-ca.pem")])
    with transaction():
        for row in entered():
            remove(row.public_id, actor=SYSTEM)
    with pytest.raises(CentralServerFailed, match="etibar yoxdur"):
        greet_central(first())


def test_a_server_that_shows_another_certificate_than_the_entered_one_is_not_believed(central, pki):
    with transaction():
        enter(CENTRAL, (pki / "agency.pem").read_bytes(), actor=SYSTEM)
    with pytest.raises(CentralServerFailed):
        greet_central(first())
    with transaction():
        enter(CENTRAL, (pki / "registers.pem").read_bytes(), actor=SYSTEM)

    assert greet_central(first()) == "AZ central server"


def test_the_registration_is_asked_approved_by_the_operator_and_shown(steering, central):
    page = sent(steering, steering.open(PLACE), f"{HERE}/registration")
    assert "Təsdiq gözləyir" in page.words
    (filed,) = central.queue()
    assert (filed.about, filed.member) == ("AZ/GOV/AYNA/kabinet-1", "AZ/GOV/AYNA")
    central.grant(filed.number)
    page = sent(steering, page, f"{HERE}/registration/follow")

    assert "Təsdiq edilib" in page.words
    assert told() == ("granted", "")
    with pytest.raises(AlreadyAsked):
        register(actor=SYSTEM)


def test_a_refused_registration_says_why_and_may_be_asked_again(central):
    public_id = register(actor=SYSTEM)
    with pytest.raises(AlreadyAsked):
        register(actor=SYSTEM)
    central.refuse(central.queue()[0].number, "Müqavilə yoxdur")
    assert follow(public_id, actor=SYSTEM) == "refused"
    assert told() == ("refused", "Müqavilə yoxdur")
    register(actor=SYSTEM)

    assert told() == ("waiting", "")


def test_the_next_central_server_is_asked_when_the_first_is_silent(central):
    known = first()
    with transaction():
        change(CENTRAL_SERVERS, f"https://127.0.0.1:{free_ports(1)[0]}\n{known}", actor=SYSTEM)
    register(actor=SYSTEM)

    assert told() == ("waiting", "")


def test_without_any_central_server_that_answers_nothing_is_noted(central):
    with transaction():
        change(CENTRAL_SERVERS, f"https://127.0.0.1:{free_ports(1)[0]}", actor=SYSTEM)
    with pytest.raises(CentralServerFailed):
        register(actor=SYSTEM)

    assert told() is None


def test_another_members_server_or_key_is_refused_by_the_central_server(central):
    answer = central.answer(government("POLICE"), "POST", "/central/registrations", b'{"server_id": "AZ/GOV/AYNA/x"}')
    assert answer.status == 422
    for body in (b"", b"[]", b"{}", b'{"request": "x"}'):
        assert central.answer(government("POLICE"), "POST", "/central/certificates", body).status == 422
