"""Names of strangers' servers: one that is never answered holds up its own zone, not others, and no other purpose."""

import socket
import threading
import time

import pytest

from webapp.core.gateways import names
from webapp.core.gateways.names import AT_ONCE, OF_A_ZONE, Names, NotFound, zone_of

FOUND = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("8.8.8.8", 443))]


@pytest.fixture
def slow(monkeypatch):
    """Name servers of *.slow.example and of every evil*.example never answer, as long as the test lasts."""
    ended, asked = threading.Event(), []

    def look_up(host, *_a, **_k):
        asked.append(host)
        if "slow" in host or "evil" in host:
            ended.wait(20)
            raise socket.gaierror
        return FOUND

    monkeypatch.setattr(names.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(names, "RESOLVE_SECONDS", 0.2)
    yield asked
    ended.set()


def ask_side_by_side(own, hosts):
    def one(host):
        with pytest.raises(NotFound):
            own.look_up(host, 443)

    threads = [threading.Thread(target=one, args=(host,)) for host in hosts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)


def test_a_zone_that_never_answers_has_two_places_and_leaves_the_others(slow):
    own = Names()
    ask_side_by_side(own, [f"{n}.slow.example" for n in range(5 * AT_ONCE)])
    assert len(slow) == OF_A_ZONE
    assert own.look_up("good.example", 443) == ["8.8.8.8"]


def test_many_zones_that_never_answer_fill_one_purpose_alone(slow):
    own, other = Names(), Names()
    ask_side_by_side(own, [f"evil{n}.example" for n in range(AT_ONCE)])
    with pytest.raises(NotFound):
        own.look_up("good.example", 443)
    assert other.look_up("good.example", 443) == ["8.8.8.8"]


def test_places_come_back_and_more_than_a_zone_has_wait_their_turn(monkeypatch):
    inside, most = [], []

    def look_up(*_a, **_k):
        inside.append(1)
        most.append(len(inside))
        time.sleep(0.01)
        inside.pop()
        return FOUND

    monkeypatch.setattr(names.socket, "getaddrinfo", look_up)
    own, answers = Names(), []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(own.look_up(f"{n}.push.example", 443))) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert answers == [["8.8.8.8"]] * 12
    assert max(most) <= OF_A_ZONE
    assert own.look_up("1.push.example", 443) == ["8.8.8.8"]


def test_a_name_that_is_none_is_told_and_gives_its_place_back():
    own = Names()
    for _ in range(2 * AT_ONCE):
        with pytest.raises(NotFound):
            own.look_up("a" * 70 + ".example", 443)


@pytest.mark.parametrize(
    ("host", "zone"),
    [
        ("fcm.googleapis.com", "googleapis.com"),
        ("a.b.Kabinet.COM.az.", "kabinet.com.az"),
        ("x.co.uk", "x.co.uk"),
        ("com.az", "com.az"),
        ("localhost", "localhost"),
    ],
)
def test_a_zone_is_what_one_holder_answers_for(host, zone):
    assert zone_of(host) == zone
