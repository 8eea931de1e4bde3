"""Acts on the road and after it: signed by who may, with their effect, never against an older state."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import text

from tests.support.cases import told
from tests.support.fleets import fill_fleet, vehicle
from tests.waybills.situations import CONSIGNEE
from webapp.carriers import api as carriers
from webapp.core import db
from webapp.core.clock import BAKU, now
from webapp.core.errors import Invalid, StaleVersion
from webapp.core.transaction import transaction
from webapp.waybills.access import allowed_actions
from webapp.waybills.chain import acts_of, first_break
from webapp.waybills.content_json import content_from_json
from webapp.waybills.errors import ActUnderWay, NoSuchWaybill, NotReady, NotYourStep, ReasonNeeded, StepNotPossible
from webapp.waybills.models import Waybill
from webapp.waybills.past import past_of
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.services.acting import act
from webapp.waybills.services.closing import close, due_for_closing
from webapp.waybills.services.receiving import Receipt, request_receipt
from webapp.waybills.services.travelling import arrive, depart
from webapp.waybills.terms import closes_at
from webapp.waybills.validation.delivery import accepted_quantity


@pytest.fixture
def does(world):
    """Take a step as somebody, its signature included; return the waybill as it stands then."""

    def take(public_id, who, action, said=None, reason="Səbəb yazılıb"):
        actor = getattr(world, who)
        with transaction():
            request = act(public_id, action, said or {}, reason=reason, version=world.version(public_id), actor=actor)
        if request:
            world.signed(public_id, request, action, actor)
        return seen(public_id)

    return take


def seen(public_id):
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        return waybill, content_from_json(waybill.standing)


def seen_row(public_id):
    return waybill_by_public_id(public_id)


def came(world, public_id):
    with transaction():
        arrive(public_id, version=world.version(public_id), actor=world.driver)


def quantities(public_id, share):
    return [str(accepted_quantity(row) * share // 4) for row in seen(public_id)[1].goods]


def received(world, public_id, share, **more):
    with transaction():
        amounts = tuple(accepted_quantity(row) * share // 4 for row in world.content().goods)
        receipt = Receipt(delivered=amounts, **more)
        request = request_receipt(public_id, receipt, version=world.version(public_id), actor=world.consignee)
    world.signed(public_id, request, Action.RECEIVE, world.consignee)


def test_the_consignor_answers_reservations_once(world, does, on_the_road):
    does(on_the_road, "consignor", Action.REPLY, {"answer": "contested", "words": "Qutu bütöv idi"})
    with pytest.raises(StepNotPossible):
        does(on_the_road, "consignor", Action.REPLY, {"answer": "accepted"})
    assert told("waybills.acted")


@pytest.fixture
def permitted(monkeypatch):
    """The vehicle has a card of a permit for the carriage of goods."""
    monkeypatch.setattr("webapp.permits.api.standing_for", lambda *_of: "valid")


@pytest.mark.parametrize("standing", [None, "suspended"])
def test_goods_are_not_reloaded_to_a_vehicle_without_a_permit(world, does, on_the_road, monkeypatch, standing):
    monkeypatch.setattr("webapp.permits.api.standing_for", lambda *_of: standing)
    change = {"vehicle": {**EMPTY, "plate": seen(on_the_road)[1].vehicle.plate}}
    with pytest.raises(NotReady) as refused:
        does(on_the_road, "driver", Action.RELOAD, {"change": change})
    assert [one.code for one in refused.value.findings] == ["permit-not-in-force" if standing else "permit-missing"]


@pytest.mark.usefixtures("permitted")
def test_goods_go_on_in_another_vehicle_which_is_checked_now(world, does, on_the_road):
    before = seen(on_the_road)[1]
    change = {"vehicle": {**EMPTY, "plate": "10-AA-999"}, "trailers": [], "seals": ["P-9"]}
    with pytest.raises(NotReady):
        does(on_the_road, "driver", Action.RELOAD, {"change": change})

    change["vehicle"]["plate"] = before.vehicle.plate
    waybill, after = does(on_the_road, "driver", Action.RELOAD, {"change": change, "odometer": 120500})
    assert (after.seals, after.vehicle.plate, after.trailers) == (("P-9",), before.vehicle.plate, ())
    assert content_from_json(waybill.content) == before
    assert waybill.state == "in_transit"


EMPTY = {"description": "", "category": "", "tare_kg": None, "max_mass_kg": None, "as_of": None}


@pytest.mark.usefixtures("permitted")
def test_a_stopped_carriage_goes_on_by_reloading(world, does, on_the_road):
    with pytest.raises(ReasonNeeded):
        does(on_the_road, "driver", Action.STOP, {"kind": "breakdown"}, reason=" ")
    assert does(on_the_road, "driver", Action.STOP, {"kind": "breakdown"})[0].state == "stopped"
    with transaction(read_only=True):
        assert acts_of(seen_row(on_the_road).id)[-1].reason == "Səbəb yazılıb"
    content = seen(on_the_road)[1]
    change = {"vehicle": {**EMPTY, "plate": content.vehicle.plate}}
    assert does(on_the_road, "carrier", Action.RELOAD, {"change": change})[0].state == "in_transit"


def test_goods_are_put_into_storage_and_taken_out(world, does, on_the_road):
    said = {"place": "Yevlax terminalı", "address": "", "keeper": ""}
    assert does(on_the_road, "driver", Action.STORE, said)[0].state == "at_storage"
    assert does(on_the_road, "driver", Action.RESEAL, {"old": ["made up"], "change": {"seals": ["P-2"]}})[1].seals == (
        "P-2",
    )
    with transaction(read_only=True):
        assert acts_of(seen_row(on_the_road).id)[-1].data["old"] == ["P-1"]  # as they were at loading
        assert past_of(seen_row(on_the_road)).seals == ("P-2",)
    assert does(on_the_road, "driver", Action.RETRIEVE, {"condition": ""})[0].state == "in_transit"


def test_another_place_counts_when_the_carrier_agreed(world, does, on_the_road):
    said = {"kind": "redirect", "change": {"unloading": {"name": "Şəki"}}}
    _waybill, content = does(on_the_road, "consignor", Action.PROPOSE, said)
    assert content.unloading.name != "Şəki"
    with pytest.raises(StepNotPossible):
        does(on_the_road, "consignor", Action.PROPOSE, said)
    with pytest.raises(NotYourStep):
        does(on_the_road, "consignor", Action.AGREE)

    assert does(on_the_road, "driver", Action.AGREE)[1].unloading.name == "Şəki"
    with transaction(read_only=True):
        assert past_of(seen_row(on_the_road)).proposal is None


@pytest.mark.usefixtures("permitted")
@pytest.mark.parametrize("sub", [False, True])
def test_another_carrier_takes_over_with_its_vehicle_and_the_one_before_stays_in_the_document(
    world, does, on_the_road, sub
):
    before = seen(on_the_road)[1]
    with transaction():
        truck = vehicle("77-BB-777", owner=CONSIGNEE)
        fill_fleet(world.consignee.party_id, world.consignee.account_id, vehicles=(truck,))
        ref = carriers.drivers(world.consignee.party_id)[0].public_id
    other = {"number": before.consignee.number, "name": "", "address": ""}
    said = {"kind": "hand_over", "change": {"carrier": other}, "sub": sub}
    does(on_the_road, "carrier", Action.PROPOSE, said)
    with pytest.raises(NotReady):  # a vehicle that is not its own
        does(on_the_road, "consignee", Action.AGREE, {"change": {"vehicle": {**EMPTY, "plate": before.vehicle.plate}}})

    taken = {"vehicle": {**EMPTY, "plate": truck.plate}, "trailers": [], "driver": {"ref": ref}}
    waybill, content = does(on_the_road, "consignee", Action.AGREE, {"change": taken})
    assert waybill.carrier_party_id == world.consignee.party_id
    assert (content.carrier.number, content.vehicle.plate) == (before.consignee.number, truck.plate)
    assert [(one.party.number, one.sub) for one in content.earlier_carriers] == [(before.carrier.number, sub)]
    with transaction(read_only=True):
        assert allowed_actions(world.carrier, waybill_by_public_id(on_the_road)) == ()


def test_a_declined_proposal_changes_nothing_and_another_may_follow(world, does, on_the_road):
    said = {"kind": "redirect", "change": {"unloading": {"name": "Şəki"}}}
    does(on_the_road, "consignor", Action.PROPOSE, said)
    assert does(on_the_road, "carrier", Action.DECLINE)[1].unloading.name != "Şəki"
    does(on_the_road, "consignor", Action.PROPOSE, said)
    does(on_the_road, "consignor", Action.DROP)
    with transaction(read_only=True):
        assert past_of(seen_row(on_the_road)).proposal is None


def test_who_has_handed_the_right_of_disposal_over_sends_the_goods_nowhere(world, does, on_the_road):
    does(on_the_road, "consignor", Action.HAND_DISPOSAL)
    said = {"kind": "redirect", "change": {"unloading": {"name": "Şəki"}}}
    with pytest.raises(NotYourStep):
        does(on_the_road, "consignor", Action.PROPOSE, said)
    does(on_the_road, "consignee", Action.PROPOSE, said)
    assert does(on_the_road, "carrier", Action.AGREE)[1].unloading.name == "Şəki"


def test_a_new_consignee_sees_the_goods_and_the_former_one_only_reads(world, does, on_the_road):
    number = content_from_json(seen(on_the_road)[0].content).carrier.number
    said = {"kind": "redirect", "change": {"consignee": {"number": number, "name": "", "address": ""}}}
    does(on_the_road, "consignor", Action.PROPOSE, said)
    waybill, content = does(on_the_road, "carrier", Action.AGREE)
    assert content.consignee.number == number
    assert waybill.consignee_party_id == world.carrier.party_id
    with transaction(read_only=True):
        assert allowed_actions(world.consignee, waybill) == ()
    with pytest.raises(NotYourStep):
        received(world, on_the_road, 4)


@pytest.mark.parametrize(
    "change", [{}, {"goods": {"0": {}}}, {"consignee": {"number": "9999999999", "name": "", "address": ""}}]
)
def test_a_proposal_that_says_nothing_or_names_nobody_is_refused(world, does, on_the_road, change):
    with pytest.raises(Invalid):
        does(on_the_road, "consignor", Action.PROPOSE, {"kind": "redirect", "change": change})


def test_a_slip_is_corrected_when_both_who_signed_it_agree(world, does, on_the_road):
    said = {"kind": "adjust", "change": {"goods": {"0": {"gross_kg": "2401.5"}}}}
    does(on_the_road, "carrier", Action.PROPOSE, said)
    waybill, content = does(on_the_road, "consignor", Action.AGREE)
    assert str(content.goods[0].gross_kg) == "2401.5"
    assert content_from_json(waybill.content).goods[0].gross_kg != content.goods[0].gross_kg


def test_a_waybill_that_has_not_left_is_void_when_both_agree(world, does):
    public_id = world.accepted()
    does(public_id, "carrier", Action.PROPOSE, {"kind": "void", "change": {}})
    waybill, _content = does(public_id, "consignor", Action.AGREE)
    assert waybill.state == "void"
    assert waybill.number
    with transaction(read_only=True):
        assert [one.action for one in acts_of(waybill.id)][-2:] == ["agree", "void"]


def test_departure_overtakes_a_proposal_to_make_it_void(world, does):
    public_id = world.accepted()
    does(public_id, "carrier", Action.PROPOSE, {"kind": "void", "change": {}})
    with transaction():
        depart(public_id, version=world.version(public_id), actor=world.driver)
    with pytest.raises(StepNotPossible):
        does(public_id, "consignor", Action.AGREE)


def test_a_receipt_overtakes_a_correction_that_was_only_proposed(world, does):
    public_id = world.arrived()
    said = {"kind": "adjust", "change": {"goods": {"0": {"gross_kg": "2401.5"}}}}
    does(public_id, "carrier", Action.PROPOSE, said)
    received(world, public_id, 4)
    with pytest.raises(StepNotPossible):
        does(public_id, "consignor", Action.AGREE)


def test_parts_are_received_and_the_rest_goes_on(world, does):
    public_id = world.arrived()
    waybill, _content = does(
        public_id, "consignee", Action.RECEIVE_PART, {"delivered": quantities(public_id, 1), "refused": []}
    )
    assert waybill.state == "in_transit"
    came(world, public_id)
    with pytest.raises(NotReady):
        received(world, public_id, 4)
    received(world, public_id, 2, difference="Dörddə biri yoxdur")
    waybill, _content = seen(public_id)
    with transaction(read_only=True):
        line = past_of(waybill).lines[0]
    assert waybill.state == "delivered"
    assert line.missing > 0
    assert line.accepted == line.delivered + line.missing

    assert does(public_id, "driver", Action.CONFIRM)[0].state == "delivered"
    with pytest.raises(StepNotPossible):
        does(public_id, "carrier", Action.CONFIRM)


def test_refused_goods_go_back_under_a_waybill_of_their_own(world, does):
    public_id = world.arrived()
    assert does(public_id, "consignee", Action.REFUSE)[0].state == "refused"
    first, content = does(public_id, "carrier", Action.SEND_BACK)
    assert first.state == "returning"
    with transaction(read_only=True):
        back = db.session().query(Waybill).filter_by(returns_id=first.id).one()
        way_back = content_from_json(back.content)
    assert (way_back.loading.name, way_back.unloading.name) == (content.unloading.name, content.loading.name)
    assert way_back.consignee.number == content.consignor.number
    assert [row.packages for row in way_back.goods] == [row.packages for row in content.goods]
    with pytest.raises(StepNotPossible):
        does(public_id, "carrier", Action.SEND_BACK)


def test_what_was_refused_while_the_rest_was_taken_goes_back_once(world, does):
    public_id = world.arrived()
    half = tuple(accepted_quantity(row) * 2 // 4 for row in seen(public_id)[1].goods)
    received(world, public_id, 2, refused=half, difference="Yarısı xarabdır")
    assert does(public_id, "carrier", Action.SEND_BACK)[0].state == "delivered"
    with pytest.raises(StepNotPossible):
        does(public_id, "carrier", Action.SEND_BACK)


def test_nobody_took_them_only_after_the_wait(world, does, monkeypatch):
    public_id = world.arrived()
    with pytest.raises(StepNotPossible):
        does(public_id, "driver", Action.REPORT_NO_SHOW)
    with transaction() as session:
        session.execute(text("UPDATE waybill_terms SET amount = 1 WHERE code = 'no_show_hours'"))
    monkeypatch.setattr("webapp.waybills.past.now", lambda: now() + timedelta(hours=2))
    assert does(public_id, "driver", Action.REPORT_NO_SHOW)[0].state == "refused"


def test_a_delivered_waybill_is_closed_by_the_clock_and_takes_complaints_until_then(world, does):
    public_id = world.delivered()
    waybill = does(public_id, "consignee", Action.COMPLAIN, {"kind": "hidden"})[0]
    assert timedelta(days=21) <= waybill.closes_at - now() + timedelta(minutes=1) <= timedelta(days=22)
    with transaction():
        assert due_for_closing() == []
        assert not close(public_id)
        db.session().query(Waybill).filter_by(public_id=public_id).update({"closes_at": now() - timedelta(seconds=1)})
    with transaction():
        assert due_for_closing() == [public_id]
        assert close(public_id)
        assert not close(public_id)
    with pytest.raises(StepNotPossible):
        does(public_id, "consignee", Action.COMPLAIN, {"kind": "delay"})
    with transaction(read_only=True):
        assert first_break(seen_row(public_id)) is None


@pytest.mark.parametrize(
    ("delivered", "hidden", "latest"),
    [
        (date(2026, 11, 16), 7, date(2026, 12, 7)),  # delay, which counts every day, ends later
        (date(2026, 11, 16), 30, date(2026, 12, 21)),  # five Sundays are left out
        (date(2026, 5, 18), 24, date(2026, 6, 19)),  # and so are four Sundays, 27 to 29 May and 15 June
    ],
)
def test_complaints_of_hidden_damage_leave_out_sundays_and_holidays(database, delivered, hidden, latest):
    moment = datetime.combine(delivered, time(12), BAKU)
    with transaction() as session:
        session.execute(
            text("UPDATE waybill_terms SET amount = :days WHERE code = 'hidden_damage_days'"), {"days": hidden}
        )
        assert closes_at(moment) == datetime.combine(latest, time(12), BAKU)


def test_an_act_against_an_older_state_is_refused(world, on_the_road):
    with transaction(), pytest.raises(StaleVersion):
        act(on_the_road, Action.STORE, {}, version=1, actor=world.driver)


def test_one_act_is_signed_at_a_time_and_a_second_click_is_the_first(world, on_the_road):
    version = seen(on_the_road)[0].version
    said = {"kind": "breakdown"}
    with transaction():
        first = act(on_the_road, Action.STOP, said, reason="Təkər", version=version, actor=world.driver)
    with transaction():
        assert act(on_the_road, Action.STOP, said, reason="Təkər", version=version, actor=world.driver) == first
    with transaction(), pytest.raises(ActUnderWay):
        act(on_the_road, Action.REPLY, {"answer": "accepted"}, version=version, actor=world.consignor)


def test_a_stranger_and_a_part_that_may_not_act_are_refused(world, does, on_the_road):
    with pytest.raises(NotYourStep):
        does(on_the_road, "consignee", Action.STOP, {"kind": "other"})
    stranger = replace(world.carrier, party_id=10_000_000)
    with transaction(), pytest.raises(NoSuchWaybill):
        act(on_the_road, Action.STOP, {}, reason="x", version=1, actor=stranger)
