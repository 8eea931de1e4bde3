"""The status page: four components, each with its own address, certificate, version and state."""

from datetime import timedelta

import pytest

from tests.ehis.server.conftest import HERE, OFFICER
from tests.ehis.server.test_keys import issued, made
from tests.support.people import sign_in
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.server import keys, place
from webapp.ehis.server.status import PARTS, own_certificates


def test_the_four_components_of_the_law_stand_on_the_page_in_their_order(client, appointed):
    sign_in(client, OFFICER, office=True)
    page = client.open(HERE)
    names = ["Təhlükəsizlik serveri", "Uyğunlaşdırma (adaptasiya) serveri", "İstifadəçi interfeysi"]
    names.append("Lokal monitorinq stansiyası")
    after = page.words.partition("Komponentlər")[2]
    places = [after.index(name) for name in names]

    assert places == sorted(places)
    for address in (f":{place.place().ehis_gateway_port}", place.place().public_url, "127.0.0.1:"):
        assert address in after
    assert "Vüsal Qasımov" in page.words


@pytest.mark.parametrize("code", PARTS)
def test_each_can_be_tested_by_itself(client, appointed, code):
    sign_in(client, OFFICER, office=True)
    page = client.submit(client.open(HERE), f"/test/{code}", expect=200)

    assert "cavab verdi" in page.words or "cavab vermir" in page.words


def test_nothing_else_can_be_tested(client, appointed):
    sign_in(client, OFFICER, office=True)
    client.submit(client.open(HERE), "/test/portal", to=f"{HERE}/test/worker", expect=404)


def test_both_certificates_stand_with_days_left_and_chain(steering, central):
    page = steering.open(HERE)
    with transaction(read_only=True):
        own = own_certificates()

    assert [one.purpose for one in own] == ["encryption", "signature"]
    assert all(one.ours for one in own)
    assert page.words.count("Sertifikat Mərkəzi verib") == 2


@pytest.mark.parametrize(
    ("days", "tone"), [(31, "success"), (29, "warning"), (13, "warning"), (6, "danger"), (0, "danger")]
)
def test_a_certificate_that_ends_soon_is_warned_of(steering, central, pki, days, tone):
    public_id = made()
    raw = issued(pki, public_id, life=timedelta(days=days, hours=3))
    with transaction():
        keys.certify(public_id, raw, actor=SYSTEM)
        keys.activate(public_id, actor=SYSTEM)
        (own,) = (one for one in own_certificates() if one.purpose == "signature")
    page = steering.open(HERE)

    assert own.left.tone == tone
    assert ("Elektron imza açarı: sertifikatın qalan müddəti" in page.words) is (tone != "success")
