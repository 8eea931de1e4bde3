"""The adaptation server's address and protocol: changed by the administrator, used by the next call, seen when wrong."""

from threading import Thread

import pytest

from tests.ehis.gateway.processes import InformationSystem
from tests.ehis.server.conftest import HERE, sent
from tests.support.ports import free_ports
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.faults import Refused
from webapp.ehis.gateway.adapter import Adapter, Asked
from webapp.ehis.server import inforce
from webapp.ehis.server.inforce import InForce, read_in_session
from webapp.ehis.server.versions import ADAPTER, change, history

PLACE = f"{HERE}/adapter"
GET = Asked("GET", "/wsdl", ())


@pytest.fixture
def behind():
    with InformationSystem() as system:
        Thread(target=system.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{system.server_address[1]}"
        system.shutdown()


def typed(address):
    protocol, _, place = address.partition("://")
    ip, _, port = place.rpartition(":")
    return {"protocol": protocol, "ip": ip, "port": port}


def move(address):
    with transaction():
        change(ADAPTER, address, actor=SYSTEM)


def test_the_change_is_confirmed_first_and_stands_in_the_history(steering, appointed):
    confirm = steering.submit(steering.open(PLACE), PLACE, expect=200, **typed("https://10.0.0.5:9444"))
    assert "https://10.0.0.5:9444" in confirm.words
    with transaction(read_only=True):
        assert history(ADAPTER) == []
    page = sent(steering, confirm, PLACE)

    for words in ("https://10.0.0.5:9444", "Vüsal", "Kim"):
        assert words in page.words
    page = sent(steering, steering.submit(page, PLACE, **typed("http://10.0.0.6:9444")), PLACE)
    with transaction(read_only=True):
        assert [(row.former, row.value) for row in history(ADAPTER)] == [
            ("https://10.0.0.5:9444", "http://10.0.0.6:9444"),
            (None, "https://10.0.0.5:9444"),
        ]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"ip": "8.8.8.8"}, "daxili şəbəkədə"),
        ({"ip": "adapter.local"}, "IP ünvanını yazın"),
        ({"port": "70000"}, "1 ilə 65535"),
        ({"port": "x"}, ""),
        ({"protocol": "ftp"}, ""),
    ],
)
def test_what_cannot_be_an_address_is_explained(steering, appointed, wrong, why):
    page = steering.submit(steering.open(PLACE), PLACE, expect=422, **{**typed("http://10.0.0.5:80"), **wrong})
    assert why in page.words


def test_nothing_changes_without_an_appointed_administrator(steering):
    confirm = steering.submit(steering.open(PLACE), PLACE, expect=200, **typed("http://10.0.0.5:80"))
    page = steering.submit(confirm, PLACE, expect=422)

    assert "Əvvəlcə server inzibatçısını təyin edin" in page.words


def test_the_security_servers_next_call_goes_to_the_new_address(appointed, behind, monkeypatch):
    monkeypatch.setattr(inforce, "FRESH_SECONDS", 0.0)
    nowhere = f"http://127.0.0.1:{free_ports(1)[0]}"
    adapter = Adapter(InForce(read_in_session, address=nowhere, key=None).adapter_address, "word")
    with pytest.raises(Refused):
        adapter.ask(GET)
    move(behind)
    assert adapter.ask(GET).body == b"described: /wsdl"
    move(nowhere)
    with pytest.raises(Refused):
        adapter.ask(GET)


def test_without_a_database_the_last_known_address_stays(appointed, behind, monkeypatch):
    monkeypatch.setattr(inforce, "FRESH_SECONDS", 0.0)
    answers = [[(behind, None, None, None)]]
    in_force = InForce(answers.pop, address="http://127.0.0.1:1", key=None)

    assert in_force.adapter_address() == in_force.adapter_address() == behind


def test_a_wrong_address_shows_at_once_as_a_server_that_is_down(steering, appointed, behind):
    move(behind)
    assert "cavab verdi" in steering.submit(steering.open(HERE), "/test/adapter", expect=200).words
    move(f"http://127.0.0.1:{free_ports(1)[0]}")
    page = steering.open(HERE)
    card = page.words.partition("Uyğunlaşdırma (adaptasiya) serveri")[2].partition("İstifadəçi interfeysi")[0]

    assert "bu ünvanda heç kim cavab vermir" in card
    assert "cavab vermir" in steering.submit(page, "/test/adapter", expect=200).words
