"""The exchange at a glance, for those who look after it, and nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support.people import sign_in
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.monitoring.models import Heartbeat, Spell

AUDITOR, HEAD, CASE_OFFICER, CITIZEN = "9MHR5Y2", "5GNL4M3", "2ZAR9W1", "7LYL5H2"


def heard(component, **changes):
    at = now()
    usual = {"instance": "a/1", "address": "https://127.0.0.1:8443/", "protocol": "SOAP", "version": "0.1.0"}
    usual |= {"state": "running", "at": at, "started_at": at}
    with transaction() as session:
        session.add(Heartbeat(component=component, **usual | changes))


@pytest.mark.parametrize("fin", [AUDITOR, HEAD])
def test_components_and_the_way_to_the_rest_are_shown(client, fin):
    heard("gateway")
    heard("adapter", at=now() - timedelta(hours=3))  # the server counts from when the tests of this file began
    sign_in(client, fin, office=True)
    page = client.open("/office/ehis/")
    for name in ("Təhlükəsizlik serveri", "Uyğunlaşdırma (adaptasiya) serveri", "İstifadəçi interfeysi"):
        assert name in page.words
    assert "Uyğunlaşdırma (adaptasiya) serveri cavab vermir" in page.words
    assert page.link("Mübadilə jurnalı") == "/office/ehis/journal"
    assert client.open(page.link("Aylar üzrə fasiləsiz iş")).heading == "Aylar üzrə fasiləsiz iş"


def test_the_owner_sees_percentage_and_outages_by_month(client):
    with transaction() as session:
        end = session.execute(text("SELECT now()")).scalar()
        session.add(Spell(component="gateway", began_at=end - timedelta(days=9), seen_at=end - timedelta(days=1)))
        session.add(Spell(component="gateway", began_at=end - timedelta(hours=12), seen_at=end))
    sign_in(client, HEAD, office=True)
    page = client.open("/office/ehis/uptime")
    assert "94,44 %" in page.words
    assert "12 saat" in page.words


@pytest.mark.parametrize("address", ["/office/ehis/", "/office/ehis/uptime"])
def test_others_are_refused(client, address):
    sign_in(client, CITIZEN)
    client.open(address, expect=403)
