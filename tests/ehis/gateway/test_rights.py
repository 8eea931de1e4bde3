"""Rights (clauses 2.2.3, 3.3.1, 3.7, 3.8.3, 3.12): deny by default, and what is taken away is gone with the next message."""

import time

import pytest

from tests.ehis.gateway.world import as_call, der, end, fault_kind, fault_of, service
from webapp.core.actor import SYSTEM
from webapp.ehis import api
from webapp.ehis.ids import Client, Member
from webapp.ehis.trust import fingerprint

CHECKS = "AZ/GOV/POLICE/checks"


def refusal(world, raw, **how):
    fault = fault_of(world.send(raw, **how))
    return fault.code.kind, fault.text


def test_no_right_and_no_such_service_are_told_apart_by_nobody(world):
    denied = refusal(world, world.request(service=service("secretService")))
    unknown = refusal(world, world.request(service=service("noSuchService")))
    version = refusal(world, world.request(service=service("secretService", "v7")))

    assert denied == unknown == version
    assert denied[0] == "access_denied"
    assert world.adapter.asked == []


def test_a_right_to_a_service_is_one_to_all_its_versions(world):
    world.answered(world.request(service=service("carrierStatus", "v2")))

    assert world.fault(world.request(service=service("carrierStatus", "v9"))) == "unknown_service"


def test_without_a_version_the_newest_one_answers(world):
    world.answered(world.request(service=service("carrierStatus", None)))

    assert b"<id:serviceVersion>v2</id:serviceVersion>" in world.adapter.asked[-1].body


def test_a_right_taken_away_counts_with_the_next_message_on_an_open_connection(world):
    world.answered(world.request())
    with world.directory():
        api.revoke_right(CHECKS, "carrierStatus", actor=SYSTEM)
    try:
        assert world.fault(world.request()) == "access_denied"
    finally:
        with world.directory():
            api.grant_right(CHECKS, "carrierStatus", actor=SYSTEM)
    world.answered(world.request())


def test_what_a_group_may_ask_counts_for_who_is_in_it_now(world):
    secret, methods = service("secretService"), service("allowedMethods", None)
    with world.directory():
        api.name_group("inspectors", "Yoxlama aparan orqanlar", actor=SYSTEM)
        api.grant_to_group("inspectors", "secretService", actor=SYSTEM)
    assert world.fault(world.request(service=secret)) == "access_denied"
    with world.directory():
        api.put_into_group("inspectors", CHECKS, actor=SYSTEM)
    world.answered(world.request(service=secret))
    world.send(world.request(service=methods, name="allowedMethods"))
    assert "secretService/v1" in dict(world.adapter.asked[-1].headers)["X-Ehis-Methods"]
    other = Client(Member("AZ", "GOV", "POLICE"), "archive")
    assert world.fault(world.request(service=secret, client=other)) == "access_denied"
    with world.directory():
        api.take_out_of_group("inspectors", CHECKS, actor=SYSTEM)
    assert world.fault(world.request(service=secret)) == "access_denied"


def test_a_blocked_participant_is_cut_at_once_in_every_process(world):
    other = world.new_server()
    for server in (world.server, other):
        world.answered(world.request(), server)
    with world.directory():
        api.block_member("AZ/GOV/POLICE", "harms the portal", actor=SYSTEM)
    try:
        for server in (world.server, other):
            assert refusal(world, world.request(), server=server) == ("access_denied", "this participant is blocked")
        time.sleep(0.6)  # until the first look is read again: now it is turned away before anything is read
        unread = as_call(b"", "multipart/mixed", der(world.agency))
        for server in (world.server, other):
            assert fault_kind(server.handle(unread)) == "access_denied"
    finally:
        with world.directory():
            api.unblock_member("AZ/GOV/POLICE", actor=SYSTEM)
        time.sleep(0.6)
    world.answered(world.request())


def test_a_blocked_certificate_neither_connects_nor_signs(world):
    key = world.authority.issue("AZ/GOV/POLICE")
    world.answered(world.request(), key=key, tls=key)
    with world.directory():
        api.block_certificate(fingerprint(key.certificate), "lost", actor=SYSTEM)

    assert world.fault(world.request(), key=key) == "cert_validation"
    assert world.fault(world.request(), tls=key) in {"cert_validation", "ssl_authentication_failed"}
    world.answered(world.request())


def test_an_official_taken_off_the_list_is_refused_with_the_next_request(world):
    with world.directory():
        api.set_officials(CHECKS, [("2RSD4K7", "Rəşad Məmmədov"), ("7LYL5H2", "Leyla Əliyeva")], actor=SYSTEM)
    try:
        world.answered(world.request(user_id="AZ2RSD4K7"))
        with world.directory():
            api.set_officials(CHECKS, [("7LYL5H2", "Leyla Əliyeva")], actor=SYSTEM)

        assert world.fault(world.request(user_id="AZ2RSD4K7")) == "access_denied"
        assert world.fault(world.request(user_id=None)) == "access_denied"  # an automatic job has a named official too
        world.answered(world.request(user_id="AZ7LYL5H2"))
    finally:
        with world.directory():
            api.set_officials(CHECKS, None, actor=SYSTEM)
    world.answered(world.request(user_id=None))


def test_a_test_client_reaches_no_live_service_and_a_live_one_nothing_in_test(world):
    trial = world.authority.issue("AZ/GOV/TRIAL")
    client = Client(Member("AZ", "GOV", "TRIAL"), "trial")

    assert world.fault(world.request(client=client), key=trial, tls=trial) == "unknown_service"
    world.answered(world.request(client=client, service=service("newService")), key=trial, tls=trial)
    assert ("X-Ehis-Environment", "test") in world.adapter.asked[-1].headers
    assert world.fault(world.request(service=service("newService"))) == "unknown_service"


def test_an_ended_version_says_so_to_those_with_a_right_and_the_other_one_answers(world):
    with world.directory() as session:
        end(session, "v1")
    try:
        kind, words = refusal(world, world.request())
        assert kind == "service_disabled"
        assert "this version of the service ended on" in words
        world.answered(world.request(service=service("carrierStatus", "v2")))
    finally:
        with world.directory() as session:
            from webapp.ehis.directory.models import VersionRow

            session.query(VersionRow).update({"ends_at": None})


@pytest.mark.parametrize("code", ["listMethods", "allowedMethods"])
def test_every_registered_participant_may_ask_what_there_is(world, code):
    world.send(world.request(service=service(code, None), name=code))
    asked = world.adapter.asked[-1]

    named = dict(asked.headers)["X-Ehis-Methods"]
    everything = "carrierStatus/v1,carrierStatus/v2,secretService/v1"
    assert named == (everything if code == "listMethods" else "carrierStatus/v1,carrierStatus/v2")


def test_a_stranger_may_not_even_ask_what_there_is(world):
    stranger = world.authority.issue("AZ/GOV/STRANGER")
    client = Client(Member("AZ", "GOV", "STRANGER"), "checks")
    raw = world.request(client=client, service=service("listMethods", None), name="listMethods")

    assert world.fault(raw, key=stranger, tls=stranger) == "access_denied"


def test_five_refusals_in_a_minute_raise_the_alarm(world):
    for _ in range(4):
        world.fault(world.request(service=service("secretService")))
    assert world.alarms == []
    raw = world.request(service=service("secretService"))
    world.fault(raw)

    ((where, who, kind, message),) = world.alarms
    assert (where, who, kind) == ("AZ/GOV/AYNA/kabinet/secretService/v1", CHECKS, "access_denied")
    assert message.encode() in raw
