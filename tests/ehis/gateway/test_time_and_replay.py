"""Time and replay (clause 6.2.4): a message counts once, now, whichever process it reaches."""

from datetime import timedelta, timezone
from uuid import uuid4

import pytest
from sqlalchemy import text

from tests.ehis.gateway.world import AGENCY, as_call, fault_kind, now
from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.ehis import api
from webapp.ehis.gateway.jobs import forget_received
from webapp.ehis.ids import Client
from webapp.ehis.sign import sign


@pytest.mark.parametrize("seconds", [-290, 0, 290])
def test_a_clock_within_five_minutes_is_good(world, seconds):
    world.answered(world.request(), at=now() + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [-302, 302, -86_400])
def test_a_clock_beyond_five_minutes_is_not(world, seconds):
    assert world.fault(world.request(), at=now() + timedelta(seconds=seconds)) == "signing_time_outside_window"


def test_a_local_hour_written_as_utc_is_outside_the_window(world):
    baku = now().astimezone(timezone(timedelta(hours=4)))

    assert world.fault(world.request(), at=baku) == "signing_time_outside_window"


def test_the_same_bytes_again_are_refused_and_the_information_system_is_not_asked(world):
    call = world.call(world.request())
    body = call.read(100_000)
    assert world.server.handle(as_call(body, call.content_type, call.certificate)).content_type != "text/xml"
    asked = len(world.adapter.asked)

    again = world.server.handle(as_call(body, call.content_type, call.certificate))

    assert fault_kind(again) == "duplicate_message_id"
    assert len(world.adapter.asked) == asked


def test_the_same_identifier_with_another_body_is_refused(world):
    name = str(uuid4())
    world.answered(world.request(message_id=name))

    assert world.fault(world.request(message_id=name, voen="9900010231")) == "duplicate_message_id"


def test_the_same_identifier_from_another_client_is_another_message(world):
    name = str(uuid4())
    with world.directory():
        api.grant_right("AZ/GOV/POLICE/archive", "carrierStatus", actor=SYSTEM)
    world.answered(world.request(message_id=name))

    world.answered(world.request(message_id=name, client=Client(AGENCY.member, "archive")))

    with world.directory():
        api.revoke_right("AZ/GOV/POLICE/archive", "carrierStatus", actor=SYSTEM)


def test_neither_another_process_nor_a_restart_forgets(world):
    raw = world.request()
    world.answered(raw)

    assert world.fault(raw, server=world.new_server()) == "duplicate_message_id"


def test_an_unsigned_or_badly_signed_copy_does_not_burn_the_identifier(world):
    raw = world.request()
    stranger = world.authority.issue("AZ/GOV/STRANGER")
    world.fault(raw, signature=b"")
    world.fault(raw, signature=sign(b"something else", world.agency, at=now()))
    world.fault(raw, key=stranger, tls=stranger)
    assert world.rows("SELECT count(*) FROM ehis_received WHERE message_id = %(id)s", {"id": identifier(raw)}) == [(0,)]

    world.answered(raw)


def test_identifiers_are_forgotten_after_a_day_when_the_window_is_long_over(world):
    raw, kept = world.request(), world.request()
    world.answered(raw)
    world.answered(kept)
    with world.directory():
        moved = text("UPDATE ehis_received SET at = at - interval '25 hours' WHERE message_id = :id")
        db.session().execute(moved, {"id": identifier(raw)})
    with world.installed():
        forget_received.run(timestamp=0)

    left = {name for (name,) in world.rows("SELECT message_id FROM ehis_received")}
    assert identifier(raw) not in left
    assert identifier(kept) in left
    assert world.fault(raw, at=now() - timedelta(hours=25)) == "signing_time_outside_window"


def identifier(raw):
    return raw.split(b"<xroad:id>")[1].split(b"<")[0].decode()
