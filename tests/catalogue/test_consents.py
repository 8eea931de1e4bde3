"""A regulation in which other bodies take part waits for the consent of each (Rules 9.2)."""

from datetime import timedelta

import pytest
import time_machine

from webapp.catalogue.errors import NotReady, StepNotPossible
from webapp.catalogue.models import Consent, DraftRegulation
from webapp.catalogue.services import consenting, discussing
from webapp.core import db
from webapp.core.clock import now, today
from webapp.core.errors import Forbidden, Invalid
from webapp.core.transaction import transaction

BODIES = ["Dövlət Vergi Xidməti", "Baş Dövlət Yol Polisi İdarəsi"]
GIVEN = {"person": "Əliyev Kamil, şöbə müdiri", "paper": "12/345"}


def found(public_id):
    return db.session().query(DraftRegulation).filter_by(public_id=public_id).one()


def consent(public_id, body, actor, **changes):
    consenting.note_consent(public_id, body=body, actor=actor, **{**GIVEN, "day": today(), **changes})


@pytest.fixture
def closed(app, world):
    """A draft with two other executors whose discussion is over and summed up, a day later."""
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("who-looked", actor=world.head)
        discussing.save_draft(public_id, {"1.5": "\n".join(BODIES)}, version=1, actor=world.head)
        discussing.publish_draft(public_id, closes_on=today() + timedelta(days=1), actor=world.head)
    with time_machine.travel(now() + timedelta(days=2), tick=True):
        with transaction():
            discussing.close_discussion(public_id, summary="Rəy olmayıb", actor=world.head)
        yield public_id


def test_approval_waits_until_each_body_has_consented(world, closed):
    with transaction():
        consent(closed, BODIES[0], world.head)
        with pytest.raises(NotReady) as refused:
            discussing.approve_regulation(closed, actor=world.head)
        assert BODIES[1] in refused.value.message
        assert BODIES[0] not in refused.value.message
        consent(closed, BODIES[1], world.head)
        discussing.approve_regulation(closed, actor=world.head)
        assert found(closed).state == "approved"
        kept = [(one.body, one.person, one.paper, one.noted_by) for one in db.session().query(Consent)]
        assert (BODIES[0], *GIVEN.values(), world.head.name) in kept


def test_a_consent_is_to_the_text_as_it_stood(world, closed):
    with transaction():
        for body in BODIES:
            consent(closed, body, world.head)
        assert consenting.not_consented(found(closed)) == []
        discussing.save_draft(closed, {"1.7": "Dərhal"}, version=found(closed).version, actor=world.head)
        assert consenting.not_consented(found(closed)) == BODIES


def test_without_other_executors_nobody_is_waited_for(app, world):
    with app.test_request_context(), transaction():
        public_id = discussing.start_draft("who-looked", actor=world.head)
        assert consenting.not_consented(found(public_id)) == []


def test_a_consent_of_a_stranger_or_of_tomorrow_is_refused(world, closed):
    with transaction():
        for body, day in (("Başqa orqan", today()), (BODIES[0], today() + timedelta(days=1))):
            with pytest.raises(Invalid):
                consent(closed, body, world.head, day=day)
        with pytest.raises(Forbidden):
            consent(closed, BODIES[0], world.bus)
        for _twice in (1, 2):
            consent(closed, BODIES[0], world.head)
        assert db.session().query(Consent).count() == 1
        discussing.drop_draft(closed, reason="Yenidən yazılır", actor=world.head)
        with pytest.raises(StepNotPossible):
            consent(closed, BODIES[1], world.head)


def test_the_office_notes_consents_on_the_page_of_the_draft(enter, closed):
    head, address = enter("head"), f"/office/catalogue/drafts/{closed}"
    page = head.open(address)
    assert "Razılıq gözlənilir" in page.words
    stopped = head.submit(page, f"{address}/approve")
    assert stopped.status_code == 422
    assert BODIES[0] in stopped.words
    typed = {"body": BODIES[0], "person": GIVEN["person"], "paper": GIVEN["paper"], "day": f"{today():%d.%m.%Y}"}
    assert head.submit(page, f"{address}/consents", **{**typed, "person": ""}).status_code == 422
    head.submit(page, f"{address}/consents", **typed)
    words = head.open(address).words
    assert GIVEN["person"] in words
    assert "Razıdır" in words
