"""Hostile XML through the whole server: refused within milliseconds, no file or network touched, memory flat."""

import builtins
import logging
import resource
import socket
import time
from pathlib import Path

import pytest

from tests.ehis.gateway.world import as_call, der, fault_kind
from tests.ehis.test_hardened import ATTACKS
from webapp.ehis.gateway.pace import Pace


@pytest.fixture
def unheard():
    """The test runner keeps every line of the log, which is memory too."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def no_reach(monkeypatch):
    def reached(*args, **kwargs):
        raise AssertionError("a file or the network was touched")

    monkeypatch.setattr(builtins, "open", reached)
    monkeypatch.setattr(Path, "open", reached)
    monkeypatch.setattr(socket, "socket", reached)


def wrapped(world, name):
    """The attack where the parameters belong; one with a document type needs the whole document."""
    attack = ATTACKS[name]
    if "<!DOCTYPE" in attack or not attack.startswith("<a"):
        return attack.encode()
    return world.request(note="HERE").replace(b"HERE", attack.encode())


@pytest.mark.parametrize("name", sorted(ATTACKS))
def test_an_attack_is_refused_quickly(world, no_reach, name):
    raw = wrapped(world, name)
    began = time.process_time()
    kind = world.fault(raw)
    took = time.process_time() - began

    assert kind in {"invalid_xml", "message_too_large", "invalid_content_type", "invalid_body"}
    assert took < 0.05


INCLUDE = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'
LOCATION = b'<x xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:x http://127.0.0.1:9/x.xsd"/>'


@pytest.mark.parametrize("attack", [INCLUDE, LOCATION], ids=["XInclude", "schemaLocation"])
def test_nothing_is_fetched_for_what_a_message_names(world, no_reach, attack):
    raw = world.request(note="HERE").replace(b"HERE", attack)

    assert world.fault(raw) == "invalid_body"


def test_ten_thousand_hostile_messages_leave_the_memory_flat(unheard, world, monkeypatch):
    monkeypatch.setattr(Pace, "take", lambda *_: True)
    monkeypatch.setattr(Pace, "refused", lambda *_: False)
    bodies = [world.call(wrapped(world, name)) for name in sorted(ATTACKS)]
    calls = [(call.read(1_000_000), call.content_type) for call in bodies]

    def storm(rounds):
        for body, content_type in (calls[turn % len(calls)] for turn in range(rounds)):
            fault_kind(world.server.handle(as_call(body[:20_000], content_type, der(world.agency))))
            world.kept.figures.clear()

    storm(5_000)  # whatever the process takes for good, it takes now
    before = resident()
    storm(5_000)

    assert resident() - before < 3_000_000


def resident():
    """The memory of this process in bytes; what the XML library takes for itself is in it."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
