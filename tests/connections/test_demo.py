"""The demo's cases stand where the demo wants them; a second run changes nothing."""

import pytest

from webapp.connections.demo import seed_cases
from webapp.connections.models import Participant, Service
from webapp.core import db
from webapp.ehis import api as ehis
from webapp.ehis.directory.seed import seed_directory

pytestmark = pytest.mark.usefixtures("opened", "pki")


def test_the_police_are_connected_and_others_are_on_their_way():
    seed_directory()
    seed_cases()
    seed_cases()
    found = {row.member_code or row.name: row.state for row in db.session().query(Participant)}
    assert found == {
        "AZ/GOV/AYNA": "connected",
        "AZ/GOV/POLICE": "connected",
        "AZ/COM/ABUS": "connected",
        "“Göyçay Meyvə” MMC": "checking",
        "“Bazar 24” MMC": "deficient",
    }
    ours = {row.code: row.state for row in db.session().query(Service)}
    assert ours.pop("busSchedule") == "test"
    assert ours == {version.service: "live" for version in ehis.versions()}
    assert not next(client for client in ehis.clients("AZ/GOV/POLICE")).officials_listed
