"""Keys of phones: registered after a fresh proof, shown to their owner, ended by the owner or the office."""

import base64
import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.clock import now
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.signing.devices import keys
from webapp.signing.devices.errors import KeyKnown, KeyWrong, NoSuchKey, TooManyKeys
from webapp.signing.devices.keys import KeyState, register, revoke, state_at
from webapp.signing.devices.models import DeviceKey

DRIVER, OTHER, ADMIN = "2RSD4K7", "7LYL5H2", "5GNL4M3"


@pytest.fixture(scope="session")
def engine(peopled):
    return peopled


def point():
    public = generate_private_key(SECP256R1()).public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


@pytest.fixture
def driver(app, database):
    client = AssertingClient(app)
    return client, sign_in(client, DRIVER)


def sent(client, known):
    token = re.search('data-token="([^"]+)"', client.open("/cabinet/phones/new").text)[1]
    return client.post("/cabinet/phones", json=known, headers={"X-CSRFToken": token})


def added(client, name="Android 15, Pixel 8", *, expect=201):
    answer = sent(client, {"name": name, "public_key": base64.b64encode(point()).decode()})
    assert answer.status_code == expect, answer.text
    return answer.json.get("device")


def test_a_phone_is_registered_shown_and_ended(driver):
    client, _person = driver
    assert "Açarı yarat" in client.open("/cabinet/phones/new?back=/cabinet/waybills/trips").words
    device = added(client)
    page = client.open("/cabinet/phones")
    assert "Android 15, Pixel 8" in page.words
    client.submit(page, f"/phones/{device}/revoke", expect=303)
    assert "Hüququ alınıb" in client.open("/cabinet/phones").words
    with transaction():
        (row,) = db.session().query(DeviceKey)
        assert state_at(row, now()) is KeyState.REVOKED
        assert state_at(row, now() - timedelta(hours=1)) is KeyState.ACTIVE
        assert state_at(row, now() - timedelta(hours=1) + timedelta(days=31)) is KeyState.REVOKED


@pytest.mark.parametrize("back", ["https://example.com", "//example.com", "/cabinet/../x", "javascript:alert(1)"])
def test_the_way_back_leads_nowhere_else(driver, back):
    page = driver[0].open("/cabinet/phones/new", query_string={"back": back})
    assert f'href="{back}"' not in page.text


@pytest.mark.parametrize(
    "known",
    [{}, [], {"name": 1, "public_key": "x"}, {"name": "x", "public_key": "AA=="}, {"name": "x", "public_key": "?"}],
)
def test_what_is_no_key_is_refused(driver, known):
    assert sent(driver[0], known).status_code == 422


def test_a_key_is_registered_once_and_ten_at_most(driver, monkeypatch):
    _client, person = driver
    actor = Actor(account_id=person.account_id, name="Rəşad", fin=DRIVER)
    one = point()
    monkeypatch.setattr(keys, "MOST", 2)
    with transaction():
        register("", one, actor=actor)
        with pytest.raises(KeyKnown):
            register("", one, actor=actor)
        with pytest.raises(KeyWrong):
            register("", one[:-1] + bytes([one[-1] ^ 1]), actor=actor)
        register("x" * 99 + "\0", point(), actor=actor)
        with pytest.raises(TooManyKeys):
            register("", point(), actor=actor)
        with pytest.raises(Forbidden):
            register("", point(), actor=Actor())
        names = [row.name for row in keys.keys_of(person.account_id)]
    assert names == ["x" * 60, "—"]


def test_nobody_ends_another_ones_phone(app, driver):
    device = added(driver[0])
    stranger = AssertingClient(app)
    sign_in(stranger, OTHER)
    page = stranger.open("/cabinet/phones")
    assert "Pixel" not in page.words
    with transaction(), pytest.raises(NoSuchKey):
        revoke(device, actor=Actor(account_id=10**9))


def test_the_office_ends_a_lost_phone_and_the_person_sees_who_looked(app, driver):
    device = added(driver[0])
    office = AssertingClient(app)
    sign_in(office, ADMIN, office=True)
    page = office.open("/office/phones")
    assert "FİN 7 işarədən ibarətdir." in office.submit(page, "/office/phones", fin="??", expect=422).words
    found = office.submit(page, "/office/phones", fin=DRIVER, expect=200)
    assert "Android 15, Pixel 8" in found.words
    office.submit(found, f"/phones/{device}/revoke", expect=303)
    with transaction():
        assert db.session().query(DeviceKey).one().revoked_at is not None
    assert "qeydə alınmış telefonu yoxdur" in office.submit(page, "/office/phones", fin="7AAAAA7", expect=200).words
