"""The operator's page of groups of information systems."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.connections.demo import seed_cases
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis import api as ehis
from webapp.ehis.directory.seed import seed_directory

GROUPS = "/office/connections/groups"
POLICE = "AZ/GOV/POLICE/checks"


@pytest.fixture
def head(app, world):
    with transaction():
        seed_directory()
        seed_cases()
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True)
    return client


def groups():
    with transaction():
        return {group.code: group.clients for group in ehis.groups()}


def test_a_group_is_named_filled_and_emptied(head):
    assert GROUPS in {link.get("href") for link in head.get("/office/connections").all("a")}
    page = head.get(GROUPS, expect=200)
    head.submit(page, GROUPS, expect=303, code="inspectors", title="Yoxlama aparan orqanlar")
    page = head.get(GROUPS, expect=200)
    assert "Yoxlama aparan orqanlar" in page.words
    said = {"group": "inspectors", "client": POLICE}
    head.submit(page, f"{GROUPS}/members", expect=303, **said)
    assert groups() == {"inspectors": (POLICE,)}
    assert POLICE in head.get(GROUPS).words
    head.submit(page, f"{GROUPS}/members", expect=303, do="out", **said)
    assert groups() == {"inspectors": ()}


@pytest.mark.parametrize("code", ["", "AZ/GOV/POLICE/checks", "1a", "a b", "\x00"])
def test_a_code_that_is_none_is_refused(head, code):
    page = head.get(GROUPS, expect=200)
    head.submit(page, GROUPS, expect=422, code=code, title="Yoxlama")
    assert groups() == {}


def test_an_unknown_group_or_system_is_refused(head):
    with transaction():
        ehis.name_group("inspectors", "Yoxlama", actor=SYSTEM)
    page = head.get(GROUPS, expect=200)
    for said in ({"group": "x"}, {"client": "AZ/GOV/NOBODY/x"}):
        head.submit(page, f"{GROUPS}/members", expect=422, **said)
    assert groups() == {"inspectors": ()}
