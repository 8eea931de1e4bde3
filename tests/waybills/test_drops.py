"""Several consignees on one waybill: each receives and signs its own part, and nothing is gained or lost on the way."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from tests.waybills.situations import APPLES, CARRIER, CONTENT
from tests.waybills.test_road import does, seen  # noqa: F401 - a fixture
from webapp.cabinets.api import party_by_number
from webapp.core.errors import Invalid
from webapp.core.transaction import transaction
from webapp.waybills.access import allowed_actions
from webapp.waybills.chain import first_break
from webapp.waybills.content import Drop, PartyEntry, Place
from webapp.waybills.content_json import sha256_of, to_json
from webapp.waybills.errors import NotReady, NotYourStep, StepNotPossible
from webapp.waybills.past import past_of
from webapp.waybills.quantities import NotConserved, lines_after
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action
from webapp.waybills.services.acting import act
from webapp.waybills.services.receiving import Receipt, request_receipt
from webapp.waybills.services.travelling import arrive, depart

ENDINGS = ("receive_drop", "refuse_drop", "miss_drop")
STORE = "9900010491"


@st.composite
def rounds(draw):
    """Lines for up to three stops; parts received, stored and taken up; each stop ended in some order, in some way."""
    stops = draw(st.integers(1, 3))
    drops = [*range(stops), *draw(st.lists(st.integers(0, stops - 1), max_size=3))]
    accepted = [draw(st.decimals(0, 999, places=1)) for _line in drops]
    acts, order = [], draw(st.permutations(range(stops)))
    for place, stop in enumerate(order):
        for kind in draw(st.lists(st.sampled_from(["store_part", "retrieve_part", "receive_part"]), max_size=3)):
            lines = lines_after(accepted, acts, drops)
            limits = [one.stored if kind == "retrieve_part" else one.aboard for one in lines]
            if kind == "receive_part":
                limits = [most if drop == stop else Decimal(0) for most, drop in zip(limits, drops, strict=True)]
            amounts = [str(draw(st.decimals(0, most, places=1))) for most in limits]
            name = "delivered" if kind == "receive_part" else "stored"
            acts.append((kind, {name: amounts, "drop": stop}))
        last = place == stops - 1
        ending = draw(st.sampled_from([*ENDINGS, "receive", "refuse"] if last else ENDINGS))
        lines = lines_after(accepted, acts, drops)
        own = [drop == stop for drop in drops]
        got = [draw(st.decimals(0, one.aboard if mine else 0, places=1)) for one, mine in zip(lines, own, strict=True)]
        said = {"delivered": [str(one) for one in got]} if "receive" in ending else {}
        acts.append((ending, {**said, "drop": stop}))
    return accepted, acts, drops


@settings(max_examples=60)
@given(rounds())
def test_every_line_is_delivered_refused_missing_stored_or_on_the_way_over_all_stops(way):
    accepted, acts, drops = way
    for length in range(len(acts) + 1):
        lines = lines_after(accepted, acts[:length], drops)
        assert [one.delivered + one.refused + one.missing + one.stored + one.aboard for one in lines] == accepted
        assert all(min(one.delivered, one.refused, one.missing, one.stored, one.aboard) >= 0 for one in lines)
    if not any(action == "store_part" for action, _said in acts):
        assert all(one.left == 0 for one in lines)


@settings(max_examples=40)
@given(rounds(), st.decimals("0.1", 5, places=1))
def test_nobody_receives_what_is_for_another(way, more):
    accepted, _acts, drops = way
    for stop in set(drops):
        others = [str(more) if drop != stop else "0" for drop in drops]
        if any(drop != stop for drop in drops):
            with pytest.raises(NotConserved):
                lines_after(accepted, [("receive_part", {"delivered": others, "drop": stop})], drops)


def test_a_waybill_of_one_consignee_is_hashed_as_it_always_was():
    assert not {"drops", "temperature", "containers"} & set(to_json(CONTENT))
    assert "drop" not in to_json(CONTENT)["goods"][0]
    assert sha256_of(replace(CONTENT, drops=(Drop(),))) != sha256_of(CONTENT)


@pytest.fixture
def several(world):
    """Forty boxes for the consignee, eighty for the carrier's own store, on the road."""
    with transaction(read_only=True):
        timed = world.content()
    later = timed.unloading.planned_at + timedelta(hours=2)
    drop = Drop(
        consignee=PartyEntry(number=CARRIER),
        unloading=Place(name="Sumqayıt", address="Sülh küçəsi 1", planned_at=later),
    )
    goods = (replace(APPLES, packages=40), replace(APPLES, packages=80, nature="Armud", drop=1))
    public_id = world.accepted(goods=goods, drops=(drop,), total_gross_kg=None)
    with transaction():
        depart(public_id, version=world.version(public_id), actor=world.driver)
    return public_id


def comes(world, public_id, drop=None):
    with transaction():
        arrive(public_id, version=world.version(public_id), actor=world.driver, drop=drop)


def receives(world, public_id, who, *amounts, **more):
    actor = getattr(world, who)
    with transaction():
        receipt = Receipt(delivered=tuple(map(Decimal, amounts)), **more)
        request = request_receipt(public_id, receipt, version=world.version(public_id), actor=actor)
    world.signed(public_id, request, Action.RECEIVE_DROP, actor)
    return seen(public_id)[0]


def test_each_consignee_signs_for_its_own_lines_at_its_own_stop(world, several):
    comes(world, several)
    with pytest.raises(NotYourStep):
        receives(world, several, "carrier", 80)
    with pytest.raises(NotReady):
        receives(world, several, "consignee", 40, 80)
    assert receives(world, several, "consignee", 40).state == "in_transit"

    comes(world, several)
    with pytest.raises(NotYourStep):
        receives(world, several, "consignee", 0)
    waybill = receives(world, several, "carrier", 78, difference="İki qutu çatmır")
    assert waybill.state == "delivered"
    with transaction(read_only=True):
        assert [one.missing for one in past_of(waybill_by_public_id(several)).lines] == [0, 2]
        assert first_break(waybill_by_public_id(several)) is None


def test_the_driver_may_go_to_a_later_stop_first_but_never_to_one_that_is_over(world, several):
    comes(world, several, drop=1)
    receives(world, several, "carrier", 80)
    for gone in (1, 2):
        with pytest.raises(Invalid):
            comes(world, several, drop=gone)
    comes(world, several)
    assert receives(world, several, "consignee", 40).state == "delivered"


def test_one_refuses_its_part_and_the_others_get_theirs(world, does, several):  # noqa: F811 - the fixture
    comes(world, several)
    assert does(several, "consignee", Action.REFUSE)[0].state == "in_transit"
    comes(world, several)
    assert receives(world, several, "carrier", 80).state == "delivered"
    does(several, "carrier", Action.SEND_BACK)
    with transaction(read_only=True):
        back = waybill_by_public_id(several)
        assert [one.refused for one in past_of(back).lines] == [40, 0]


def test_a_part_stays_in_storage_until_it_is_taken_up(world, does, several):  # noqa: F811 - the fixture
    said = {"place": "Yevlax", "stored": ["40", "0"]}
    does(several, "driver", Action.STORE_PART, said)
    for wrong in (["1", "0"], ["0", "80"], ["0", "0"], ["0", "81"]):
        with pytest.raises(NotReady):
            does(several, "driver", Action.STORE_PART, {**said, "stored": wrong})
    comes(world, several)
    with pytest.raises(StepNotPossible):  # its goods are in Yevlax
        receives(world, several, "consignee", 0, difference="Anbarda")


def test_the_goods_of_a_stop_that_is_over_are_sent_nowhere(world, does, several):  # noqa: F811 - the fixture
    comes(world, several)
    receives(world, several, "consignee", 40)
    change = {"unloading": {"name": "Şəki"}}
    with pytest.raises(Invalid):
        does(several, "carrier", Action.PROPOSE, {"kind": "adjust", "change": {"goods": {"0": {"gross_kg": "2390"}}}})
    with pytest.raises(Invalid):
        does(several, "consignor", Action.PROPOSE, {"kind": "redirect", "change": change})
    does(several, "consignor", Action.PROPOSE, {"kind": "redirect", "change": {"drops": {"1": change}}})
    _waybill, content = does(several, "carrier", Action.AGREE)
    assert (content.unloading.name, content.drops[0].unloading.name) == ("Bakı", "Şəki")


@pytest.fixture
def three(app, world):
    """Delivered at three stops: the consignee's, a store's, the carrier's; `world.store` is the second consignee."""
    head = sign_in(AssertingClient(app), "9SVD3F6")
    with transaction():
        party = party_by_number(STORE)
        world.actors["store"] = replace(world.consignee, account_id=head.account_id, fin="9SVD3F6", party_id=party.id)
        timed = world.content()
    places = [
        Drop(
            consignee=PartyEntry(number=number),
            unloading=replace(timed.unloading, planned_at=timed.unloading.planned_at + timedelta(hours=hours)),
        )
        for hours, number in ((2, STORE), (4, CARRIER))
    ]
    goods = tuple(replace(APPLES, packages=40, nature=f"Növ {n}", drop=n) for n in range(3))
    public_id = world.accepted(goods=goods, drops=tuple(places), total_gross_kg=None)
    with transaction():
        depart(public_id, version=world.version(public_id), actor=world.driver)
    for who in ("consignee", "store", "carrier"):
        comes(world, public_id)
        receives(world, public_id, who, 40)
    yield public_id
    del world.actors["store"]


def test_a_slip_found_after_delivery_is_corrected_when_the_consignee_of_that_line_agrees_too(
    world,
    does,  # noqa: F811 - the fixture
    three,
):
    said = {"kind": "adjust", "change": {"goods": {"1": {"gross_kg": "801.5"}}}}
    does(three, "consignor", Action.PROPOSE, said)
    with pytest.raises(NotYourStep):  # another's line
        does(three, "consignee", Action.AGREE)
    with transaction(read_only=True):
        waybill = waybill_by_public_id(three)
        assert not {Action.AGREE, Action.DECLINE} & set(allowed_actions(world.consignee, waybill))
        assert Action.AGREE in allowed_actions(world.store, waybill)
    does(three, "store", Action.AGREE)
    with pytest.raises(NotYourStep):
        does(three, "store", Action.AGREE)
    assert str(seen(three)[1].goods[1].gross_kg) != "801.5"
    _waybill, content = does(three, "carrier", Action.AGREE)
    assert str(content.goods[1].gross_kg) == "801.5"


def test_a_paper_of_all_stops_is_corrected_when_every_consignee_agrees(world, does, three):  # noqa: F811 - the fixture
    does(three, "store", Action.PROPOSE, {"kind": "adjust", "change": {"instructions": "Soyuq saxlanılsın"}})
    for who in ("carrier", "consignor"):
        does(three, who, Action.AGREE)
        assert seen(three)[1].instructions != "Soyuq saxlanılsın"
    assert does(three, "consignee", Action.AGREE)[1].instructions == "Soyuq saxlanılsın"


def test_the_other_consignee_reads_and_has_no_step_while_goods_stand_elsewhere(world, several):
    comes(world, several, drop=1)
    with transaction(read_only=True):
        assert allowed_actions(world.consignee, waybill_by_public_id(several)) == ()
        mine = set(allowed_actions(world.carrier, waybill_by_public_id(several)))
    assert {Action.RECEIVE_DROP, Action.REFUSE_DROP, Action.RECEIVE_PART} <= mine
    with transaction(), pytest.raises(NotYourStep):
        act(several, Action.REFUSE, {}, reason="x", version=world.version(several), actor=world.consignee)
