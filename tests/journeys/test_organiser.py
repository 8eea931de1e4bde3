"""Who ordered the journey may sign in the carrier's place, once the draft is laid before it."""

from dataclasses import replace

import pytest

from tests.support.cases import told
from webapp.cabinets.api import ensure_party
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.journeys.content import Organiser
from webapp.journeys.errors import NoSuchForm, StepNotPossible
from webapp.journeys.services import drafting, signing

ORGANISER, NAME = "9900010101", "“Xəzər Yük” MMC"


@pytest.fixture
def organiser(world):
    """Somebody of the firm that ordered the journey."""
    with transaction():
        found = ensure_party("organisation", ORGANISER, name=NAME, address="Bakı", source="AZ/GOV/DVX", as_of=now())
        return replace(world.sevda, party_id=found.id, party_name=NAME)


def test_a_draft_is_laid_before_the_organiser_who_signs_it(world, organiser):
    public_id = world.drawn(organiser=Organiser(name=NAME, number=ORGANISER))
    with transaction(), pytest.raises(NoSuchForm):
        drafting.signable(public_id, organiser)
    for _click in range(2):
        with transaction():
            drafting.hand_to_organiser(drafting.editable(public_id, world.sevda), world.sevda)
    assert told("journeys.handed") == 1
    with transaction():
        form = drafting.signable(public_id, organiser)
        asked = signing.ask_signature(form, version=form.version, actor=organiser)
    with transaction(), pytest.raises(NoSuchForm):
        drafting.editable(public_id, organiser)  # it signs, and changes nothing
    world.came(public_id, asked)
    assert (world.form(public_id).state, world.form(public_id).signed_as) == ("signed", NAME)


def test_what_is_changed_afterwards_is_the_carriers_alone_again(world, organiser):
    public_id = world.drawn(organiser=Organiser(name=NAME, number=ORGANISER))
    with transaction():
        drafting.hand_to_organiser(drafting.editable(public_id, world.sevda), world.sevda)
    with transaction():
        form = drafting.editable(public_id, world.sevda)
        drafting.save(form, world.content(), [], version=form.version)
    with transaction(), pytest.raises(NoSuchForm):
        drafting.signable(public_id, organiser)


def test_without_a_known_organiser_there_is_nobody_to_lay_it_before(world):
    public_id = world.drawn()
    with transaction(), pytest.raises(StepNotPossible):
        drafting.hand_to_organiser(drafting.editable(public_id, world.sevda), world.sevda)
