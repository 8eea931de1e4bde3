"""What devices at the door send: each entry once, the first scan wins by its instant, nothing strange breaks it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from tests.tickets.boarding.conftest import phone_of
from tests.tickets.conftest import LEYLA, XEZER, actor_of
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.tickets.boarding.code import packed, unpacked, written
from webapp.tickets.boarding.code import parts as code_parts
from webapp.tickets.boarding.devices import revoke
from webapp.tickets.boarding.figures import figures_of
from webapp.tickets.boarding.keys import Signer, rotate_key
from webapp.tickets.boarding.models import DoorDevice, DoorScan
from webapp.tickets.events import TicketEnded
from webapp.tickets.models import Ticket


def ended(number, how="refunded"):
    with transaction():
        db.session().query(Ticket).filter_by(number=number).update({"state": how})
        publish(TicketEnded(number=number, how=how))


def test_a_scan_lets_its_passenger_be_on_board(door, phone):
    assert phone.send(phone.scan(door.trip, code=door.code())) == [("ok", None)]
    assert door.ticket().boarded_at
    assert door.ticket().boarded_by == door.buses.sevda.account_id


def test_a_typed_number_is_as_good(door, phone):
    assert phone.send(phone.scan(door.trip, number=door.numbers[1])) == [("ok", None)]
    assert door.ticket(1).boarded_at


def test_a_batch_that_comes_twice_is_answered_twice_and_counts_once(door, phone):
    scans = [phone.scan(door.trip, code=door.code()), phone.scan(door.trip, number=door.numbers[1])]
    first = phone.send(*scans)
    boarded = door.ticket().boarded_at
    assert phone.send(*scans) == first
    assert phone.send(*reversed(scans)) == first[::-1]
    assert door.ticket().boarded_at == boarded
    assert len(door.scans()) == 2


def test_the_same_nonce_twice_in_one_batch_is_one_scan(door, phone):
    scan = phone.scan(door.trip, code=door.code())
    assert phone.send(scan, scan) == [("ok", None), ("ok", None)]
    assert len(door.scans()) == 1


def test_two_copies_of_one_ticket_are_noticed_and_the_earlier_wins(door, phone, second):
    assert phone.send(phone.scan(door.trip, code=door.code(), ago=60)) == [("ok", None)]
    late = door.ticket().boarded_at
    assert second.send(second.scan(door.trip, code=door.code(), ago=300)) == [("ok", "two_copies")]
    assert late - door.ticket().boarded_at > timedelta(seconds=200)
    assert door.scans() == [("boarded", "two_copies"), ("ok", "two_copies")]


def test_out_of_order_in_one_batch_is_the_order_of_the_scans(door, phone):
    later, earlier = (phone.scan(door.trip, code=door.code(), ago=ago) for ago in (10, 50))
    assert phone.send(later, earlier) == [("boarded", "two_copies"), ("ok", None)]
    assert door.scans() == [("ok", "two_copies"), ("boarded", "two_copies")]


def test_a_device_that_saw_it_itself_is_no_conflict(door, phone):
    phone.send(phone.scan(door.trip, code=door.code()))
    assert phone.send(phone.scan(door.trip, said="boarded", code=door.code())) == [("boarded", None)]


def test_a_wrong_clock_of_the_device_changes_nothing(door, phone):
    phone.later = timedelta(days=400)
    before = now()
    phone.send(phone.scan(door.trip, code=door.code(), ago=30))
    assert abs(door.ticket().boarded_at - before) < timedelta(seconds=40)


def test_the_ticket_of_another_trip_or_day_does_not_board(door, phone, buses):
    with transaction():
        other, tomorrow = buses.ride(which=1).trip.number, buses.ride(days=2).trip.number
    assert phone.send(phone.scan(other, code=door.code(), said="ok")) == [("other_trip", "let_in_wrongly")]
    assert phone.send(phone.scan(tomorrow, code=door.code(), said="other_day")) == [("other_day", None)]
    assert door.ticket().boarded_at is None


def test_a_refunded_ticket_that_was_let_in_is_shown(door, phone):
    code = door.code()
    ended(door.numbers[0])
    assert phone.send(phone.scan(door.trip, code=code)) == [("revoked", "let_in_wrongly")]
    assert phone.send(phone.scan(door.trip, code=code, said="revoked")) == [("revoked", None)]
    assert door.ticket().boarded_at is None


def test_an_older_code_of_a_ticket_does_not_board(door, phone):
    code = door.code()
    with transaction():
        db.session().query(Ticket).filter_by(number=door.numbers[0]).update({"issue_no": 2})
    assert phone.send(phone.scan(door.trip, code=code, said="revoked")) == [("revoked", None)]
    assert phone.send(phone.scan(door.trip, code=door.code())) == [("ok", None)]


def test_forged_foreign_and_garbage_codes_are_told_apart(door, phone):
    payload, signature = code_parts(door.code())
    said = unpacked(payload)
    stranger = Signer(said.key_id, generate_private_key(SECP256R1()))
    again = written(payload, stranger.sign(payload))
    unknown = packed(replace(said, key_id=99))
    moved = packed(replace(said, seat=1))
    codes = {
        again: "forged",
        written(moved, signature): "forged",
        written(unknown, stranger.sign(unknown)): "unknown_key",
    }
    codes |= {
        "https://example.az": "unreadable",
        "KT1:": "unreadable",
        "KT1:" + "0" * 168: "unreadable",
        "🚌": "unreadable",
    }
    for code, verdict in codes.items():
        assert phone.send(phone.scan(door.trip, code=code, said=verdict)) == [(verdict, None)], code
        assert phone.send(phone.scan(door.trip, code=code, said="ok")) == [(verdict, "let_in_wrongly")], code
    assert phone.send(phone.scan(door.trip, number="AB-2026-9999999", said="not_on_list")) == [("not_on_list", None)]
    assert door.ticket().boarded_at is None


def test_a_code_from_before_the_key_changed_is_still_good(door, phone):
    code = door.code()
    with transaction():
        rotate_key(actor=SYSTEM)
    assert door.code() != code
    assert phone.send(phone.scan(door.trip, code=code)) == [("ok", None)]


def test_a_passenger_who_was_turned_away_with_a_good_ticket_is_shown(door, phone):
    assert phone.send(phone.scan(door.trip, code=door.code(), said="unknown_key")) == [("ok", "turned_away")]
    with transaction(read_only=True):
        shown = figures_of(door.buses.trip(door.trip))
    assert [row[0].conflict for row in shown.conflicts] == ["turned_away"]


def test_what_a_revoked_device_sees_is_marked_and_boards_nobody(door, phone):
    with transaction():
        revoke(phone.public_id, actor=door.buses.sevda)
    assert phone.send(phone.scan(door.trip, code=door.code())) == [("ok", "device_not_trusted")]
    assert door.ticket().boarded_at is None
    assert phone.send(phone.scan(door.trip, code=door.code(), ago=3600)) == [("ok", None)]  # it was in force then


def test_after_thirty_days_a_device_boards_nobody(door, phone):
    with transaction():
        db.session().query(DoorDevice).update({"expires_at": now()})
    assert phone.send(phone.scan(door.trip, code=door.code())) == [("ok", "device_not_trusted")]


def test_who_lost_the_right_boards_nobody(app, door):
    leyla = actor_of(app, LEYLA, XEZER)
    stranger = phone_of(app, leyla)
    with transaction():
        db.session().query(DoorDevice).filter_by(public_id=stranger.public_id).update(
            {"party_id": door.buses.sevda.party_id}
        )
    assert stranger.send(stranger.scan(door.trip, code=door.code())) == [("ok", "device_not_trusted")]


def test_the_trip_of_another_carrier_is_not_there(app, door):
    other = phone_of(app, actor_of(app, LEYLA, XEZER))
    assert other.send(other.scan(door.trip, code=door.code())) == [("no_such_trip", None)]
    assert door.ticket().boarded_at is None
    assert door.scans() == []


def test_a_count_at_the_departure_is_kept_once(door, phone):
    entry = {"nonce": "count-0001", "trip": door.trip, "at": now().isoformat(), "counted": 2, "boarded": 1}
    assert phone.send(counts=[entry]) == phone.send(counts=[entry]) == [("kept", None)]
    with transaction(read_only=True):
        assert figures_of(door.buses.trip(door.trip)).counted == 2


def test_nobody_else_may_send(door, phone, second):
    scan = phone.scan(door.trip, code=door.code())
    phone.send(scan, signature=b"", expect=401)
    phone.send(scan, signature=bytes(64), expect=401)
    phone.public_id, own = second.public_id, phone.public_id
    phone.send(scan, expect=401)
    phone.public_id = "NOSUCH"
    phone.send(scan, expect=401)
    phone.public_id = own
    assert phone.send(scan) == [("ok", None)]


def test_ten_thousand_scans_at_once_are_refused_and_two_hundred_are_not(door, phone):
    scan = phone.scan(door.trip, number="x", said="not_on_list")
    many = [scan | {"nonce": f"many-{at:06}"} for at in range(10_000)]
    phone.send(*many, expect=413)
    phone.send(*many[:201], expect=422)
    assert len(phone.send(*many[:200])) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"nonce": "x"},
        {"nonce": 5},
        {"at": "yesterday"},
        {"at": "2026-11-22T10:00:00"},
        {"at": None},
        {"said": "good"},
        {"let_in": 1},
        {"means": "magic"},
        {"code": "K" * 401},
        {"code": "", "number": ""},
        {"number": "\x00"},
        {"trip": ""},
        {"trip": ["x"]},
    ],
)
def test_an_odd_entry_is_refused(door, phone, change):
    phone.send(phone.scan(door.trip, number="AB-1") | change, expect=422)
    assert door.scans() == []


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b'{"sent_at": 5}', b"\xff", b"[" * 100_000, b'{"scans": [1]}']
)
def test_an_odd_body_is_refused(phone, body):
    phone.send(body=body, expect=422)


def test_what_was_seen_is_kept_as_the_device_said_it(door, phone):
    phone.send(phone.scan(door.trip, code=door.code(), ago=5))
    with transaction(read_only=True):
        row = db.session().query(DoorScan).one()
    assert (row.means, row.said, row.let_in, row.device_state) == ("camera", "ok", True, "active")
    assert row.received_at - row.scanned_at > timedelta(seconds=4)
    assert "Aysel" not in json.dumps({name: str(value) for name, value in vars(row).items()})
