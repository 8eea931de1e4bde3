"""A ticket for another person, and claims of those who missed the bus."""

import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from werkzeug.datastructures import FileStorage

from tests.tickets.changing.conftest import Bought, board, leaves_in, refunds, taken
from tests.tickets.conftest import ADULT
from webapp.attachments.api import receive
from webapp.core import db
from webapp.core.clock import today
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.documents.api import Status, issued
from webapp.tickets.changing import claiming
from webapp.tickets.changing.errors import (
    AnswerMissing,
    ClaimFirst,
    ClaimStands,
    Ended,
    NoSuchClaim,
    NotTransferable,
    OtherFare,
    PapersMissing,
    Travelled,
)
from webapp.tickets.changing.models import Claim
from webapp.tickets.changing.transferring import transfer
from webapp.tickets.errors import NoSuchTicket, SaleClosed
from webapp.tickets.models import RouteTermsRow
from webapp.tickets.services.pricing import Passenger

LEYLA = Passenger("Leyla Hüseynova", "AA7654321", date(1985, 2, 2))
PNG = b"\x89PNG\r\n\x1a\n"


def passed_on(bought, number=None, who=LEYLA):
    with transaction():
        return transfer(bought.id, number or bought.numbers[0], who, actor=bought.actor)


def test_a_ticket_is_passed_on_with_a_new_code(buses, rides):
    bought = Bought(buses, 1)
    old = bought.tickets()[0]
    passed_on(bought)
    (new,) = bought.tickets("paid")
    assert (new.name, new.document, new.seat, new.qepik) == (LEYLA.name, LEYLA.document, 1, old.qepik)
    assert new.number != old.number
    assert taken(rides[0]) == {1}
    with transaction(read_only=True):
        assert issued(old.token).status is Status.REPLACED
    with pytest.raises(Ended):
        bought.quote(old.number)
    bought.give_back(new.number)
    assert len(refunds()) == 1


def test_what_cannot_be_passed_on(buses, rides):
    child = replace(ADULT, born=today() - timedelta(days=400))
    bought = Bought(buses, 1, lap=True, passengers=[ADULT, child])
    with pytest.raises(NotTransferable):
        passed_on(bought, bought.numbers[1])
    with pytest.raises(OtherFare):
        passed_on(bought, who=replace(LEYLA, born=today() - timedelta(days=7 * 366)))
    with pytest.raises(NoSuchTicket):
        passed_on(bought, "AB-2026-9999999")
    with transaction():
        row = RouteTermsRow(route_id=rides[0].route.id, policy="document", transferable=False, entry_permit=True)
        row.basis, row.valid_from = "141", today()
        db.session().add(row)
    with pytest.raises(NotTransferable):
        passed_on(bought)


def test_nothing_is_passed_on_when_the_sale_is_closed_or_somebody_is_on_board(buses, rides):
    bought = Bought(buses, 1, 2)
    board(bought.numbers[0])
    with pytest.raises(Travelled):
        passed_on(bought)
    leaves_in(rides[0], minutes=5)
    with pytest.raises(SaleClosed):
        passed_on(bought, bought.numbers[1])


def claim_of(bought, wants="refund"):
    with transaction():
        return claiming.begin(bought.id, bought.numbers[0], wants=wants, words="Tıxac", actor=bought.actor).public_id


def decide(buses, public_id, *, accept, answer="", actor=None):
    with transaction():
        return claiming.decide(public_id, accept=accept, answer=answer, actor=actor or buses.sevda)


def test_who_was_late_claims_and_the_carrier_gives_three_quarters_back(buses, rides):
    bought = Bought(buses, 1)
    with pytest.raises(ClaimStands):
        claim_of(bought)  # before the departure none is needed
    leaves_in(rides[0], hours=-1)
    with pytest.raises(ClaimFirst):
        bought.quote()
    public_id = claim_of(bought)
    with pytest.raises(ClaimStands):
        claim_of(bought)
    decide(buses, public_id, accept=True)
    assert refunds() == [bought.tickets()[0].qepik * 3 // 4]
    with pytest.raises(ClaimStands):
        decide(buses, public_id, accept=True)


def test_after_two_hours_papers_are_needed(buses, rides):
    bought = Bought(buses, 1)
    leaves_in(rides[0], hours=-3)
    public_id = claim_of(bought)
    with transaction():
        claim = claiming.claim_by(public_id)
        with pytest.raises(PapersMissing):
            claiming.hand_in(claim, bought.actor)
    with pytest.raises(NoSuchClaim):
        decide(buses, public_id, accept=True)  # the carrier sees nothing yet
    with transaction():
        upload = FileStorage(io.BytesIO(paper()), filename="arayis.png")
        receive(upload, kind=claiming.OWNER, ref=public_id, slot=claiming.SLOT, actor=bought.actor)
        claiming.hand_in(claiming.claim_by(public_id), bought.actor)
    decide(buses, public_id, accept=True)
    assert len(refunds()) == 1


def test_a_refusal_says_why_and_one_may_claim_again(buses, rides):
    bought = Bought(buses, 1)
    leaves_in(rides[0], hours=-1)
    public_id = claim_of(bought)
    with pytest.raises(AnswerMissing):
        decide(buses, public_id, accept=False)
    decide(buses, public_id, accept=False, answer="Sərnişin minib")
    assert refunds() == []
    assert claim_of(bought)


def test_a_claim_may_be_for_another_trip_at_a_quarter_more(buses, rides):
    bought = Bought(buses, 1)
    leaves_in(rides[0], hours=-1)
    public_id = claim_of(bought, wants="exchange")
    decide(buses, public_id, accept=True)
    change = bought.exchange(rides[1], 5)
    assert (change.state, change.due) == ("waiting", bought.tickets()[0].qepik // 4)


def test_only_the_carrier_of_the_route_decides(buses, rides):
    bought = Bought(buses, 1)
    leaves_in(rides[0], hours=-1)
    public_id = claim_of(bought)
    with pytest.raises(Forbidden):
        decide(buses, public_id, accept=True, actor=bought.actor)
    with pytest.raises(NoSuchClaim):
        decide(buses, public_id, accept=True, actor=replace(buses.sevda, party_id=1))
    board(bought.numbers[0])
    with pytest.raises(Travelled):
        decide(buses, public_id, accept=True)  # a scan that came late
    with transaction(read_only=True):
        assert db.session().query(Claim).one().state == "waiting"


def paper():
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(out, "PNG")
    return out.getvalue()
