"""The nightly check: told, given days to mend, suspended, restored; reminders once each; what is over is over."""

import gc
import tracemalloc
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.permits.conftest import ELVIN
from tests.support.cases import told
from tests.support.fleets import driver, fill_fleet, vehicle
from webapp.carriers.events import PlateChanged
from webapp.core.bus import publish
from webapp.core.clock import today
from webapp.core.crypto import encrypt
from webapp.core.transaction import transaction
from webapp.permits.conformity.ending import end_what_is_over, remind_all
from webapp.permits.conformity.finding import Rules, card_defects
from webapp.permits.conformity.streaming import check_all
from webapp.permits.models import PermitCard
from webapp.permits.queries import cards_of_permits, open_defects, permit_by_public_id

TODAY = today()
GOOD = vehicle("10-XY-101")
BAD = replace(GOOD, inspection_valid_to=TODAY - timedelta(days=1))


def refill(somebody, *vehicles, drivers=()):
    with transaction():
        fill_fleet(somebody.party_id, somebody.actor.account_id, vehicles=vehicles, drivers=drivers)


def standing(public_id):
    with transaction(read_only=True):
        permit = permit_by_public_id(public_id)
        cards = [(one.state, one.suspended_by) for one in cards_of_permits([permit.id])[permit.id]]
        return permit.state, cards, [(one.code, one.state) for one in open_defects(permit.id)]


def test_a_lapsed_inspection_is_told_then_suspends_and_is_restored_when_cured(held):
    leyla, permit = held("cargo", "10-XY-101")
    assert check_all(TODAY) == 1
    assert standing(permit) == ("active", [("active", None)], [])

    refill(leyla, BAD)
    check_all(TODAY)
    check_all(TODAY + timedelta(days=1))
    assert standing(permit) == ("active", [("active", None)], [("inspection", "open")])
    assert told("permits.defect") == 1

    check_all(TODAY + timedelta(days=30))
    assert standing(permit) == ("active", [("suspended", "system")], [("inspection", "suspended")])
    assert told("permits.suspended") == 1

    refill(leyla, GOOD)
    check_all(TODAY + timedelta(days=31))
    assert standing(permit) == ("active", [("active", None)], [])
    assert told("permits.restored") == 1


def test_what_is_mended_in_time_suspends_nothing(held):
    leyla, permit = held("cargo", "10-XY-101")
    refill(leyla, BAD)
    check_all(TODAY)
    refill(leyla, GOOD)
    check_all(TODAY + timedelta(days=30))
    assert standing(permit) == ("active", [("active", None)], [])
    assert told("permits.suspended") == 0


def test_a_vehicle_that_left_the_fleet_is_noticed(held):
    leyla, permit = held("cargo", "10-XY-101", "10-XY-102")
    refill(leyla, GOOD)
    check_all(TODAY)
    assert standing(permit)[2] == [("gone", "open")]


def test_a_taxi_without_a_driver_who_may_drive_is_noticed(held):
    elvin, permit = held("taxi", "50-EL-301", voen=ELVIN, category="M1", territory="baku")
    car = vehicle("50-EL-301", "M1")
    refill(elvin, car, drivers=(driver("3LVN6T9", "Elvin Babayev", status="suspended"),))
    check_all(TODAY)
    assert standing(permit)[2] == [("licence", "open")]

    check_all(TODAY + timedelta(days=30))
    assert standing(permit)[:2] == ("suspended", [("suspended", "permit")])
    refill(elvin, car, drivers=(driver("3LVN6T9", "Elvin Babayev"),))
    check_all(TODAY + timedelta(days=31))
    assert standing(permit) == ("active", [("active", None)], [])


@pytest.mark.parametrize(
    ("carriage", "changes", "found"),
    [
        ("goods", {}, []),
        ("goods", {"insurance_valid_to": TODAY - timedelta(days=1)}, ["insurance"]),
        ("goods", {"insurance_valid_to": TODAY}, []),
        ("goods", {"insurance_valid_to": None, "inspection_valid_to": None}, []),
        ("goods", {"status": "deregistered"}, ["deregistered"]),
        ("taxi", {"year": TODAY.year - 16}, ["too_old"]),
        ("taxi", {"year": TODAY.year - 15}, []),
    ],
)
def test_what_a_card_does_not_meet(carriage, changes, found):
    rules = Rules(TODAY, {"working_age": (15, [])})
    known = {"category": "M1", "passengers_valid_to": None, **changes}
    assert card_defects(carriage, _held(**known), rules) == found


def _held(**changes):
    row = vehicle()
    names = ("year", "colour", "status", "inspection_valid_to", "insurance_valid_to")
    return type("Held", (), {**{name: getattr(row, name) for name in names}, **changes})()


def test_the_end_is_reminded_of_at_sixty_thirty_and_seven_days_once_each(held):
    _leyla, permit = held("cargo", "10-XY-101")
    with transaction(read_only=True):
        end = permit_by_public_id(permit).valid_to

    sent = {left: remind_all(end - timedelta(days=left)) for left in (61, 60, 59, 31, 30, 29, 8, 7, 1, 0)}
    assert sent == {61: 0, 60: 1, 59: 0, 31: 0, 30: 1, 29: 0, 8: 0, 7: 1, 1: 0, 0: 0}
    assert told("permits.ends") == 3


def test_what_is_over_by_its_days_is_over(held):
    _leyla, permit = held("cargo", "10-XY-101")
    with transaction(read_only=True):
        end = permit_by_public_id(permit).valid_to
    end_what_is_over(end)
    assert standing(permit)[0] == "active"

    end_what_is_over(end + timedelta(days=1))
    assert standing(permit) == ("expired", [("expired", None)], [])


def test_a_new_plate_is_told_to_the_holder(held):
    held("cargo", "10-XY-101")
    with transaction():
        publish(PlateChanged(vin=GOOD.vin, old="10-XY-101", new="77-AA-777"))
    assert told("permits.plate_changed") == 1


def test_a_holder_whose_fleet_was_never_read_is_held_nothing_against(held):
    _leyla, permit = held("cargo", "10-XY-101")
    with transaction() as session:
        session.query(PermitCard).update({"party_id": 1_000_000})
    check_all(TODAY)
    assert standing(permit)[2] == []


FIRMS = """
INSERT INTO permits (public_id, number, type_code, party_id, holder_name, holder_number, holder_index, details, state,
    revision, case_no, case_public_id, issued_on, valid_from, valid_to, changed_at)
SELECT 'M' || p, 'M-' || p, 'cargo', CAST(:first AS bigint) + p, 'Firm', :sealed, '', '{}', 'active', 1, '', '', current_date, current_date,
    current_date + 2000, now() FROM generate_series(CAST(:low AS integer), CAST(:high AS integer)) p
"""
CARDS = """
INSERT INTO permit_cards (public_id, number, permit_id, permit_number, type_code, party_id, vin, plate, vehicle, carriage,
    year, state, revision, issued_on, valid_to, changed_at)
SELECT 'M' || p.id || '-' || n, 'M' || p.id || '-' || n, p.id, p.number, 'cargo', p.party_id, 'V' || p.id || '-' || n,
    'P' || p.id || '-' || n, 'MAN', 'goods', 2020, 'active', 1, current_date, current_date + 2000, now()
FROM permits p, generate_series(1, 20) n WHERE p.party_id >= CAST(:first AS bigint) + :low
"""


def peak_of_a_pass():
    gc.collect()  # what earlier work left must not be freed, or grow, during the measured pass
    tracemalloc.start()
    looked = check_all(TODAY)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return looked, peak


def test_of_many_cards_only_a_batch_is_in_memory(database, monkeypatch):
    with transaction() as session:
        known = {"first": 5_000_000, "low": 1}
        session.execute(text(FIRMS), {**known, "high": 200, "sealed": encrypt(b"9900010101", purpose="column")})
        session.execute(text(CARDS), known)
    peaks = {}
    for batch in (4_000, 50):
        monkeypatch.setattr("webapp.permits.conformity.streaming.BATCH", batch)
        check_all(TODAY)  # statements of this size are made once, and kept
        looked, peaks[batch] = peak_of_a_pass()
        assert looked == 4_000

    # garbage not yet collected belongs to a peak too, so that the bound is wider than the eightieth part
    assert peaks[50] < 0.25 * peaks[4_000], peaks
