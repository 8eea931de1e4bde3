"""What a driver's phone signed without a network, sent when there is one: taken, or refused with a reason; never overwritten."""

from tests.waybills.driving.phones import chain, state
from webapp.core.transaction import transaction
from webapp.waybills.chain import first_break
from webapp.waybills.queries import waybill_by_public_id


def test_a_day_without_a_network_is_told_at_once(world, phone):
    waybill = world.offered()
    accept = phone.statement(waybill, "accept", reservations="Bir kisə cırılıb")
    depart = phone.statement(waybill, "depart", after=accept["id"])
    arrive = phone.statement(waybill, "arrive", after=depart["id"])
    assert [phone.send(one)["outcome"] for one in (accept, depart, arrive)] == ["taken"] * 3
    assert state(waybill) == "arrived"
    acts = chain(waybill)
    assert [act.action for act in acts] == ["offer", "accept", "depart", "arrive"]
    assert acts[1].data["reservations"] == "Bir kisə cırılıb"
    assert acts[1].data["device"]["key"] == phone.public_id
    assert acts[1].certificate_number is None
    with transaction(read_only=True):
        found = waybill_by_public_id(waybill)
        assert found.number
        assert first_break(found) is None
