"""The content as JSON, its one byte form, and the copy for a new draft."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis.strategies import builds, decimals, integers, none, text, tuples

from tests.waybills.situations import CONTENT
from webapp.waybills.content import GoodsRow, VehicleEntry, WaybillContent, copied
from webapp.waybills.content_json import canonical, content_from_json, sha256_of, to_json

WEIGHTS = none() | decimals(0, 10**8, places=3, allow_nan=False)
ROWS = builds(
    GoodsRow, marks=text(), nature=text(), packages=none() | integers(0, 9999), gross_kg=WEIGHTS, net_kg=WEIGHTS
)


@given(goods=tuples(ROWS, ROWS), remarks=text())
def test_content_survives_the_way_to_the_database_and_back(goods, remarks):
    content = replace(CONTENT, goods=goods, remarks=remarks)
    stored = json.loads(json.dumps(to_json(content)))
    assert content_from_json(stored) == content
    assert sha256_of(content_from_json(stored)) == sha256_of(content)


def test_equal_weights_and_instants_have_equal_hashes_however_they_are_written():
    baku = timezone(timedelta(hours=4))
    here = datetime(2026, 11, 22, 14, tzinfo=baku)
    one = replace(CONTENT, total_gross_kg=Decimal("2400.000"), loading=replace(CONTENT.loading, planned_at=here))
    two = replace(
        CONTENT, total_gross_kg=Decimal("2.4E3"), loading=replace(CONTENT.loading, planned_at=here.astimezone(UTC))
    )
    assert canonical(one) == canonical(two)


def test_one_changed_letter_changes_the_hash():
    assert sha256_of(replace(CONTENT, remarks="a")) != sha256_of(replace(CONTENT, remarks="ə"))


def test_letters_are_hashed_as_utf_8_and_members_in_order():
    form = canonical({"b": "Göyçay", "a": 1})
    assert form == '{"a":1,"b":"Göyçay"}'.encode()


def test_an_unknown_member_is_refused_rather_than_lost():
    with pytest.raises(TypeError):
        content_from_json({**to_json(CONTENT), "charges": "12"})


def test_an_empty_line_is_recognised_whatever_package_is_preselected():
    assert GoodsRow(package_type="BX").is_empty
    assert not GoodsRow(nature="Alma").is_empty


def test_a_copy_keeps_the_goods_and_forgets_times_seals_and_register_data():
    signed = replace(
        CONTENT,
        seals=("A1",),
        documents=("e-qaimə 7",),
        vehicle=VehicleEntry(plate="10-XY-101", category="N3", tare_kg=1),
    )
    copy = copied(signed)
    assert copy.goods == signed.goods
    assert copy.vehicle == VehicleEntry(plate="10-XY-101")
    assert (copy.seals, copy.documents, copy.loading.planned_at) == ((), (), None)
    assert copy.loading.name == "Göyçay"


def test_the_sum_of_the_lines_ignores_lines_without_weight():
    content = WaybillContent(goods=(GoodsRow(gross_kg=Decimal("1.5")), GoodsRow(nature="x")))
    assert content.gross_kg == Decimal("1.5")
