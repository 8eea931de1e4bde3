"""What other state bodies learn of carriers and permit cards."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.exchange import Asking, texts
from tests.support.fleets import fill_fleet
from webapp.cabinets.api import party_by_number
from webapp.core.transaction import transaction
from webapp.permits.demo import seed_permits
from webapp.permits.rules import Standing, carrier_standing, standing_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def asking(database):
    with transaction():
        seed_permits()
    return Asking()


@pytest.mark.parametrize(
    ("state", "valid_to", "standing"),
    [
        ("active", date(2026, 11, 22), Standing.VALID),
        ("active", date(2026, 11, 21), Standing.EXPIRED),
        ("suspended", date(2026, 11, 22), Standing.SUSPENDED),
        ("suspended", date(2026, 11, 21), Standing.EXPIRED),
        ("revoked", date(2026, 11, 21), Standing.REVOKED),
    ],
)
def test_a_paper_holds_to_the_end_of_its_last_day(state, valid_to, standing):
    assert standing_of(state, valid_to, TODAY) is standing


@given(st.lists(st.sampled_from(Standing), min_size=1))
def test_a_carrier_with_one_valid_card_is_a_valid_carrier(standings):
    assert (carrier_standing(standings) is Standing.VALID) == (Standing.VALID in standings)


def test_a_carrier_is_told_with_its_cards(asking):
    status, said = asking.rest("carrierStatus", voen="9900010101")

    assert status == 200
    assert {key: said[key] for key in ("name", "state", "carriage", "permitCards", "validPermitCards")} == {
        "name": "“Xəzər Yük” MMC",
        "state": "valid",
        "carriage": ["goods"],
        "permitCards": 6,
        "validPermitCards": 4,
    }
    assert texts(asking.soap("carrierStatus", voen="9900010101"))["validPermitCards"] == "4"


def test_the_size_of_a_fleet_is_said_once_the_register_was_asked(asking):
    assert "fleetSize" not in asking.rest("carrierStatus", voen="9900010101")[1]
    with transaction():
        fill_fleet(party_by_number("9900010101").id, 1)

    assert asking.rest("carrierStatus", voen="9900010101")[1]["fleetSize"] > 0


@pytest.mark.parametrize("voen", ["9900010231", "9999999991", "0000000001"])
def test_who_never_had_a_card_is_no_carrier(asking, voen):
    assert asking.rest("carrierStatus", voen=voen)[0] == 404
    assert texts(asking.soap("carrierStatus", voen=voen))["faultCode"] == "NotFound"


@pytest.mark.parametrize(
    ("plate", "state"),
    [
        ("10-XY-101", "valid"),
        ("10-XY-105", "suspended"),
        ("10-XY-106", "expired"),
        ("20-KY-501", "suspended"),
        ("20-KY-502", "revoked"),
        ("01-AB-404", "valid"),
        ("10XY101", "valid"),
    ],
)
def test_a_card_is_found_by_its_plate(asking, plate, state):
    status, said = asking.rest("permitCardByPlate", plate=plate)

    assert (status, said["permitCard"][0]["state"]) == (200, state)
    assert texts(asking.soap("permitCardByPlate", plate=plate))["state"] == state


@pytest.mark.parametrize("plate", ["99-NF-999", "ABCD"])
def test_no_card_no_answer(asking, plate):
    assert asking.rest("permitCardByPlate", plate=plate)[0] == 404
