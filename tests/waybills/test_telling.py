"""Who is told of which step: a table, and then the real messages, one for each."""

import pytest

from tests.waybills.test_drops import comes, receives, several  # noqa: F401 - a fixture
from tests.waybills.test_road import does  # noqa: F401 - a fixture
from webapp.core.text import in_language
from webapp.core.transaction import transaction
from webapp.notifications.models import Notice
from webapp.waybills.notices import TEMPLATES
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.returning import withdraw_offer
from webapp.waybills.telling import TOLD

WAY = {
    "offered": ["carrier", "consignee", "driver"],
    "accepted": ["carrier", "consignee", "consignor"],  # the driver signed
    "departed": ["carrier", "consignee", "consignor"],
    "arrived": ["carrier", "consignee", "consignor"],
    "delivered": ["carrier", "consignor", "driver"],
}


def test_every_step_has_its_message_and_its_people():
    assert set(TOLD) == set(Action)
    assert {f"waybills.{code}" for code, _roles in TOLD.values()} <= {one.code for one in TEMPLATES}
    for action, (_code, roles) in TOLD.items():
        assert roles, action
        assert len(set(roles)) == len(roles)
        assert Role.CONSIGNOR in roles or action is Action.REPLY  # whose goods they are


@pytest.fixture
def told(world):
    """Return whom the notices of one template are for, by part, since the last look at it."""
    seen = set()

    def look(code):
        with transaction(read_only=True) as session:
            rows = session.query(Notice).filter_by(template=f"waybills.{code}").all()
        fresh = [row for row in rows if row.id not in seen]
        seen.update(row.id for row in fresh)
        parties = {world.actors[part].party_id: part for part in ("carrier", "consignor", "consignee")}
        return sorted(parties.get(row.party_id, "driver") for row in fresh)

    return look


def test_an_offer_taken_back_is_told_to_everybody_who_was_told_of_it(world, told):
    public_id = world.offered()
    assert told("offered") == ["carrier", "consignee", "driver"]
    with transaction():
        withdraw_offer(public_id, reason="Səhv", version=world.version(public_id), actor=world.consignor)
    assert told("returned") == ["carrier", "consignee", "driver"]


def test_on_the_ordinary_way_everybody_is_told_of_each_step_once(world, told):
    world.delivered()
    assert {code: told(code) for code in WAY} == WAY


def test_at_a_stop_the_consignee_there_is_asked_to_sign_and_the_act_is_told_to_both_sides(world, told, several):  # noqa: F811 - the fixture
    told("offered")
    comes(world, several, drop=1)
    assert told("arrived") == ["carrier", "consignor"]
    receives(world, several, "carrier", 80)
    assert told("acted") == ["consignor", "driver"]
    comes(world, several)
    assert told("arrived") == ["carrier", "consignee", "consignor"]


def test_of_goods_that_go_back_the_consignor_learns_where_to_sign(world, told, does):  # noqa: F811 - the fixture
    public_id = world.arrived()
    told("arrived")
    does(public_id, "consignee", Action.REFUSE)
    assert told("acted") == ["carrier", "consignor", "driver"]
    does(public_id, "carrier", Action.SEND_BACK)
    with transaction(read_only=True) as session:
        mine = session.query(Notice).filter_by(party_id=world.consignor.party_id).order_by(Notice.id)
        kinds = [row.template for row in mine][-2:]
    assert sorted(kinds) == ["waybills.acted", "waybills.shared"]


def test_a_message_is_read_in_the_language_of_whoever_reads_it(app):
    acted = next(one for one in TEMPLATES if one.code == "waybills.acted")
    words = set()
    with app.app_context():
        for language in ("az", "en", "ru"):
            with in_language(language):
                words.add(str(acted.words({"action": "stop"})["what"]))
    assert len(words) == 3
