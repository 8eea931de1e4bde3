"""Defects of the exchange become tickets, the office and the owner are told; proposals are followed to their end."""

import pytest

from tests.connections.conftest import MEMBER
from webapp.connections.errors import NoSuchCase, StepNotPossible
from webapp.connections.models import Ticket
from webapp.connections.services import tickets
from webapp.core import db
from webapp.core.bus import publish
from webapp.ehis.events import ExchangeDefect
from webapp.notifications.models import Notice

pytestmark = pytest.mark.usefixtures("opened")


@pytest.fixture(scope="module")
def engine(empty):
    """Nobody else has been here: who is told is counted."""
    return empty


def defect(reason="signature_verification"):
    client = f"{MEMBER}/bus"
    return ExchangeDefect(direction="provided", service="carrierStatus", client=client, reason=reason, message_id="M-1")


def test_a_defect_makes_one_ticket_and_tells_the_office_and_the_owner_once(world):
    public_id = world.connected()
    for _ in range(3):
        publish(defect())
    publish(defect("invalid_body"))
    found = db.session().query(Ticket).order_by(Ticket.id).all()
    assert [(row.seen, row.state) for row in found] == [(3, "open"), (1, "open")]
    assert {row.participant_id for row in found} == {world.case(public_id).id}
    told = db.session().query(Notice).filter_by(template="connections.defect").all()
    assert {row.account_id for row in told} == {world.officer.account_id, world.head.account_id}
    assert len(told) == 4


def test_a_defect_that_comes_again_after_it_was_remedied_is_a_new_one(world):
    publish(defect())
    first = db.session().query(Ticket).one()
    tickets.close_ticket(first.public_id, text="Düzəldildi", actor=world.officer)
    publish(defect())
    assert db.session().query(Ticket).count() == 2


def test_a_proposal_goes_to_and_fro_until_it_is_done(world):
    ticket = tickets.propose(world.connected(), title="TLS 1.3", text="Yeniləyin", actor=world.officer)
    with pytest.raises(NoSuchCase):
        tickets.answer_ticket(ticket, text="x", actor=world.shop)
    tickets.answer_ticket(ticket, text="Yeniləndi", actor=world.bus)
    tickets.reopen_ticket(ticket, text="Hələ 1.2-dir", actor=world.officer)
    tickets.answer_ticket(ticket, text="İndi yeniləndi", actor=world.bus)
    tickets.close_ticket(ticket, text="", actor=world.officer)
    with pytest.raises(StepNotPossible):
        tickets.answer_ticket(ticket, text="x", actor=world.bus)
    assert [row.state for row, _owner in tickets.tickets(done=True)] == ["done"]
