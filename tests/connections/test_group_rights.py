"""Rights of groups given from the page of a participant's contract."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.connections import exchange
from webapp.connections.queries import office_case, signed_contract
from webapp.connections.services.sharing import change_group_right
from webapp.core.actor import SYSTEM, Actor
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis
from webapp.ehis.directory.seed import seed_directory

GROUP, SERVICE = "carriers", "carrierStatus"


@pytest.fixture
def connected(world):
    """A connected participant whose system is in a group, with a contract for one service of ours."""
    with transaction():
        seed_directory()
        public_id = world.connected()
        participant = office_case(public_id, actor=SYSTEM)
        ehis.name_group(GROUP, "Daşıyıcıların sistemləri", actor=SYSTEM)
        ehis.name_group("others", "Başqaları", actor=SYSTEM)
        ehis.put_into_group(GROUP, exchange.client_of(participant), actor=SYSTEM)
    return public_id


@pytest.fixture
def head(app, world):
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True)
    return client


def granted():
    with transaction(read_only=True):
        return {row.service: row.contract for row in ehis.rights() if row.group == GROUP}


def test_a_group_gets_a_service_of_the_contract_and_loses_it(head, connected):
    address = f"/office/connections/{connected}/contract"
    page = head.get(address, expect=200)
    assert "Daşıyıcıların sistemləri" in page.words
    head.submit(page, f"{address}/groups", expect=303, group=GROUP, service=SERVICE)
    with transaction(read_only=True):
        number = signed_contract(office_case(connected, actor=SYSTEM)).number
    assert granted() == {SERVICE: number}
    page = head.get(address)
    assert SERVICE in page.words
    head.submit(page, f"{address}/groups", expect=303, group=GROUP, service=SERVICE, do="out")
    assert granted() == {}
    assert "geri alındı" in head.get(f"/office/connections/{connected}").words


@pytest.mark.parametrize("wrong", [{"group": "others"}, {"service": "waybillByNumber"}, {"service": "nothing"}])
def test_another_group_or_a_service_outside_the_contract_is_refused(head, connected, wrong):
    address = f"/office/connections/{connected}/contract"
    head.submit(head.get(address), f"{address}/groups", expect=422, **({"group": GROUP, "service": SERVICE} | wrong))
    assert granted() == {}


def test_taking_away_what_was_never_given_says_so(head, connected):
    address = f"/office/connections/{connected}/contract"
    head.submit(head.get(address), f"{address}/groups", expect=422, group=GROUP, service=SERVICE, do="out")


def test_who_only_looks_gives_nothing(app, connected):
    auditor = AssertingClient(app)
    sign_in(auditor, "9MHR5Y2", office=True)
    assert "Qrupa hüquq ver" not in auditor.get(f"/office/connections/{connected}/contract", expect=200).words
    with pytest.raises(Forbidden), transaction():
        change_group_right(connected, GROUP, SERVICE, give=True, actor=Actor(name="Auditor"))
