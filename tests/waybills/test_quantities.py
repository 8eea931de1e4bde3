"""Nothing is gained or lost between acceptance and the last act."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.waybills.changing import changed, difference, standing
from webapp.waybills.content import GoodsRow, WaybillContent
from webapp.waybills.content_json import to_json
from webapp.waybills.quantities import Line, NotConserved, lines_after

AMOUNTS = st.lists(st.decimals(0, 9999, places=3), min_size=1, max_size=4)


@st.composite
def carriages(draw):
    """What was accepted, then receipts of parts that fit, then one that ends it."""
    accepted = draw(AMOUNTS)
    left, acts = list(accepted), []
    for _ in range(draw(st.integers(0, 4))):
        got = [draw(st.decimals(0, amount, places=3)) for amount in left]
        acts.append(("receive_part", {"delivered": [str(one) for one in got]}))
        left = [amount - one for amount, one in zip(left, got, strict=True)]
    ending = draw(st.sampled_from(["receive", "refuse", "report_no_show", None]))
    if ending == "receive":
        got = [draw(st.decimals(0, amount, places=3)) for amount in left]
        back = [draw(st.decimals(0, amount - one, places=3)) for amount, one in zip(left, got, strict=True)]
        acts.append((ending, {"delivered": [str(one) for one in got], "refused": [str(one) for one in back]}))
    elif ending:
        acts.append((ending, {}))
    return accepted, acts


@given(carriages())
def test_what_was_accepted_is_delivered_refused_missing_or_on_the_way(carriage):
    accepted, acts = carriage
    lines = lines_after(accepted, acts)
    assert [one.delivered + one.refused + one.missing + one.left for one in lines] == accepted
    assert all(min(one.delivered, one.refused, one.missing, one.left) >= 0 for one in lines)
    if acts and acts[-1][0] != "receive_part":
        assert all(one.left == 0 for one in lines)


@given(carriages(), st.decimals("0.001", 10, places=3))
def test_more_than_was_left_is_never_received(carriage, more):
    accepted, acts = carriage
    left = lines_after(accepted, acts)[0].left
    got = [str(left + more), *("0" for _ in accepted[1:])]
    with pytest.raises(NotConserved):
        lines_after(accepted, [*acts, ("receive_part", {"delivered": got})])


@given(carriages(), st.decimals("0.001", 10, places=3))
def test_more_than_was_left_is_never_refused(carriage, more):
    accepted, acts = carriage
    left = lines_after(accepted, acts)[0].left
    back = [str(left + more), *("0" for _ in accepted[1:])]
    with pytest.raises(NotConserved):
        lines_after(accepted, [*acts, ("receive", {"delivered": [], "refused": back})])


@pytest.mark.parametrize("said", [{"delivered": ["1"]}, {"delivered": ["-1", "1"]}, {"delivered": ["1", "1", "1"]}])
def test_receipts_that_do_not_fit_the_lines_are_refused(said):
    with pytest.raises(NotConserved):
        lines_after([Decimal(2), Decimal(3)], [("receive", said)])


def test_a_refusal_takes_what_was_left_after_the_parts():
    lines = lines_after([Decimal(40)], [("receive_part", {"delivered": ["15"]}), ("refuse", {})])
    assert lines == [Line(Decimal(40), Decimal(15), Decimal(25))]


CONTENT = WaybillContent(
    goods=(GoodsRow(nature="Alma", packages=40, gross_kg=Decimal(800)), GoodsRow(nature="Armud", packages=2)),
    total_gross_kg=Decimal(800),
    seals=("P-1",),
)


def test_a_change_touches_only_what_it_names():
    after = changed(CONTENT, {"goods": {"0": {"gross_kg": "810"}}, "seals": ["P-2"]})
    assert difference(CONTENT, after) == [
        ("goods.0.gross_kg", "800", "810"),
        ("total_gross_kg", "800", "810"),
        ("seals.0", "P-1", "P-2"),
    ]


@pytest.mark.parametrize("name", ["consignor", "loading", "internal", "remarks", "nothing"])
def test_what_no_act_may_change_stays(name):
    with pytest.raises(KeyError):
        changed(CONTENT, {name: to_json(CONTENT).get(name)})


def test_changes_follow_one_another():
    after = standing(CONTENT, [{"seals": ["P-2"]}, {"unloading": {"name": "Şəki"}}, {"seals": []}])
    assert (after.seals, after.unloading.name) == ((), "Şəki")
