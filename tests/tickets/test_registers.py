"""What registers say at the purchase: a benefit confirmed, refused or not answered; a permit to enter, or no sale."""

from datetime import timedelta

import pytest

from tests.ehis.registers import MemoryArchive, running_registers
from tests.tickets.conftest import paying, settled
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.ehis.installation import install_exchange
from webapp.payments.models import Refund
from webapp.tickets.jobs import ask_registers_again
from webapp.tickets.models import BenefitCheck, EntryPermit
from webapp.tickets.queries import tickets_of
from webapp.tickets.services import proving

WHO = {"name_1": "Aysel Məmmədova", "document_1": "AA1234567", "born_1": "01.05.1990"}
GROUP = WHO | {"benefit_1": "martyr_family", "fin_1": "5ays3l1"}


@pytest.fixture(scope="module")
def running(pki):
    with running_registers(pki) as registers:
        yield registers


@pytest.fixture
def registers(running):
    running.reset()
    with running.exchange(MemoryArchive()) as exchange:
        install_exchange(exchange)
        yield running
    install_exchange(None)


@pytest.fixture
def page(client, buses):
    """The page of an order that Aysel holds."""
    with transaction():
        public_id = buses.held(1)
    return client.open(f"/cabinet/tickets/orders/{public_id}", expect=200)


def test_a_benefit_that_the_register_confirms_lowers_the_price(client, buses, page, registers):
    assert "fərq kartınıza qaytarılır" in page.words  # said before it is claimed
    again = client.open(client.submit(page, "/passengers", expect=303, **GROUP).location, expect=200)
    assert "Güzəşt reyestrdə təsdiqləndi" in again.words
    assert "Cəmi: 7,00" in again.words.replace("\xa0", " ")
    with transaction() as session:
        assert [(one.state, one.fin) for one in session.query(BenefitCheck)] == [("confirmed", None)]


def asked_again():
    """Run the job as the worker does: as the system."""
    token = set_actor(SYSTEM)
    try:
        ask_registers_again.run(0)
    finally:
        reset_actor(token)


@pytest.mark.parametrize("claim", [{"benefit_1": "veteran"}, {"benefit_1": "disability", "fin_1": "1XYZ2W3"}])
def test_a_benefit_that_the_register_refuses_loses_nothing(client, buses, page, registers, claim):
    again = client.open(client.submit(page, "/passengers", expect=303, **GROUP | claim).location, expect=200)
    assert "təsdiqləmədi" in again.words
    assert "Cəmi: 14,00" in again.words.replace("\xa0", " ")
    assert "Ödənişə keç" in again.words


def test_while_the_register_is_silent_the_full_fare_is_paid_and_the_difference_goes_back_once(
    client, buses, page, registers, monkeypatch
):
    monkeypatch.setattr(proving, "answer", lambda *_asked: "silent")
    order = client.submit(page, "/passengers", expect=303, **GROUP).location
    again = client.open(order, expect=200)
    assert "hələ cavab vermir" in again.words
    client.submit(again, "/pay", expect=303)
    public_id = order.rsplit("/", 1)[1]
    settled(buses, public_id)
    asked_again()  # the register answers this time
    with transaction() as session:
        assert [(one.qepik, one.reason) for one in session.query(Refund)] == [(700, proving.BACK)]
        (ticket,) = tickets_of(buses.order(public_id).id)
        assert (ticket.rider, ticket.qepik) == ("benefit", 700)
        assert session.query(BenefitCheck).one().fin is None
    asked_again()
    with transaction() as session:
        assert session.query(Refund).count() == 1


def test_a_personal_number_that_is_none_is_said_beside_its_field(client, buses, page):
    wrong = client.submit(page, "/passengers", expect=422, **GROUP | {"fin_1": "12"})
    assert "FİN-i şəxsiyyət vəsiqəsindəki kimi" in wrong.words


def held_to_khankendi(client, buses):
    """Return the address of an order to Xankəndi and back."""
    with transaction(read_only=True):
        out, back = buses.ride("Bakı", "Xankəndi"), buses.ride("Xankəndi", "Bakı", days=3)
    address = f"/tickets/trips/{out.trip.number}/BAK/XKD?back={back.trip.number}&from=XKD&to=BAK"
    page = client.open(address, expect=200)
    assert "5 gün qüvvədədir" in page.words
    return client.submit(page, "/tickets/trips", seat="3", seat_back="4", expect=303).location


def test_to_a_liberated_territory_the_permit_comes_with_the_tickets(client, buses, registers):
    order = held_to_khankendi(client, buses)
    page = client.open(order, expect=200)
    client.submit(page, "/passengers", expect=303, **WHO | {"fin_1": "5AYS3L1"})
    client.submit(client.open(order, expect=200), "/pay", expect=303)
    with transaction() as session:
        permit = session.query(EntryPermit).one()
        assert permit.valid_to == permit.valid_from + timedelta(days=4) == today() + timedelta(days=5)
        public_id = order.rsplit("/", 1)[1]
        assert {one.fin for one in tickets_of(buses.order(public_id).id)} == {None}
        paying(buses.order(public_id).invoice, public_id)
    assert permit.number in client.open(order, expect=200).words
    with transaction(read_only=True):
        had = next(one for one in tickets_of(buses.order(public_id).id) if one.number)
        days = {n: buses.ride("Bakı", "Xankəndi", days=n) for n in (2, 8)}
    chosen = client.submit(client.open(f"{order}/changes", expect=200), "/changes", ticket=[had.number], expect=303)
    for n, said in ((2, False), (8, True)):
        day = f"{days[n].day:%d.%m.%Y}"
        trips = client.open(f"{chosen.location}/trips", query_string={"day": day}, expect=200)
        assert ("Giriş icazəniz bu günə qüvvədə deyil" in trips.words) == said
    seats = client.open(f"{chosen.location}/trips/{days[8].trip.number}", expect=200)
    refused = client.submit(seats, f"/trips/{days[8].trip.number}", seat="3", expect=409)
    assert "Giriş icazəniz bu reysin gününə qüvvədə deyil" in refused.words
    seats = client.open(f"{chosen.location}/trips/{days[2].trip.number}", expect=200)
    client.submit(seats, f"/trips/{days[2].trip.number}", seat="3", expect=303)


def test_who_may_not_enter_buys_nothing_and_reads_why(client, buses, registers):
    order = held_to_khankendi(client, buses)
    client.submit(client.open(order, expect=200), "/passengers", expect=303, **WHO | {"fin_1": "1XYZ2W3"})
    refused = client.submit(client.open(order, expect=200), "/pay", expect=409)
    assert "giriş məhdudlaşdırılıb" in refused.words
    with transaction() as session:
        assert session.query(EntryPermit).count() == 0
        assert buses.order(order.rsplit("/", 1)[1]).invoice is None
