"""What another body provides over the exchange stands on the public page while it answers; our gateway answers only for us."""

from tests.support.client import AssertingClient
from webapp.connections.models import Participant
from webapp.connections.services import connecting
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis

PAGE = "/exchange?kind=services"
TITLE = "Digər iştirakçıların xidmətləri"


def test_a_live_service_of_another_body_is_listed_and_leaves_with_it(app, world):
    visitor = AssertingClient(app)
    assert TITLE not in visitor.get(PAGE, expect=200).words
    with transaction() as session:
        world.live()
        public_id = session.query(Participant.public_id).scalar()
    page = visitor.get(PAGE, expect=200)
    for words in (TITLE, "busSchedule", "Avtobus cədvəli", "Abşeron Avtobus"):
        assert words in page.words
    with transaction(read_only=True):
        assert "busSchedule" not in ehis.services()  # requests to it go to that body's own security server
    with transaction():
        connecting.liquidate(public_id, act="17 nömrəli sərəncam", actor=world.head)

    assert "busSchedule" not in visitor.get(PAGE, expect=200).words
