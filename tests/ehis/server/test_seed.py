"""The demonstration starts with a server that is set up, and setting it up twice changes nothing."""

from dataclasses import replace

from webapp.core.transaction import transaction
from webapp.ehis.server import place
from webapp.ehis.server.administrator import administrator
from webapp.ehis.server.entered import entered
from webapp.ehis.server.seed import seed_server
from webapp.ehis.server.versions import CENTRAL_SERVERS, SERVER_ID, current, history


def test_the_demo_server_is_set_up_once(app, pki, monkeypatch):
    monkeypatch.setattr(place, "_settings", [replace(app.settings, ehis_ca=pki / "ca.pem")])
    for _ in range(2):
        with transaction():
            seed_server()
    with transaction(read_only=True):
        assert administrator().fin == "3SMR8V7"
        assert current(SERVER_ID) == "AZ/GOV/AYNA/kabinet-1"
        assert current(CENTRAL_SERVERS) == app.settings.ehis_url
        assert sorted(row.kind for row in entered()) == ["authority", "central"]
        assert len(history(SERVER_ID, CENTRAL_SERVERS)) == 2
