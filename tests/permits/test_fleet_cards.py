"""Cards of permits where others look for them: at the plate, and on the page of the fleet."""

from datetime import timedelta

from tests.permits.conftest import BY_OFFICE
from tests.support.client import AssertingClient
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.permits.fleet_cards import last_days
from webapp.permits.models import PermitCard
from webapp.permits.queries import cards_of_permits, permit_by_public_id
from webapp.permits.services.changing import suspend_permit
from webapp.permits.services.history import locked


def test_anybody_finds_the_card_of_a_plate_and_verifies_it(held, app):
    _leyla, public_id = held("cargo", "10-XY-101")
    visitor = AssertingClient(app)
    page = visitor.open("/carriers?q=10-XY-101", expect=200)
    assert "İK-2026-000001" in page.words
    assert "Qüvvədədir" in page.words
    verified = visitor.open(page.link("İK-2026-000001"), expect=200)
    assert "Ölkədaxili yük daşımaları üçün buraxılış kartı" in verified.words

    with transaction():
        suspend_permit(locked(public_id), BY_OFFICE)
    assert "Dayandırılıb" in visitor.open("/carriers?q=10-XY-101", expect=200).words


def test_the_fleet_says_when_the_card_ends(held):
    leyla, public_id = held("cargo", "10-XY-101")
    end = today() + timedelta(days=9)
    with transaction():
        permit = permit_by_public_id(public_id)
        (card,) = cards_of_permits([permit.id])[permit.id]
        card.valid_to = end
    with transaction(read_only=True):
        assert last_days(leyla.party_id) == {card.vin: end}
    page = leyla.client.open("/cabinet/fleet", expect=200)
    assert "Buraxılış kartı" in page.words
    assert "30 gün ərzində bitir" in page.words


def test_of_two_kinds_of_cards_the_one_that_ends_first_counts(held):
    leyla, _permit = held("cargo", "10-XY-101")
    held("international_cargo", "10-XY-101", somebody=leyla)
    soon = today() + timedelta(days=3)
    with transaction() as session:
        session.query(PermitCard).filter_by(type_code="international_cargo").update({"valid_to": soon})
    with transaction(read_only=True):
        assert list(last_days(leyla.party_id).values()) == [soon]
