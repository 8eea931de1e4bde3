"""The central server's queue, as the operator's people see and decide it on the counterparty's admin port."""

import pytest

from mocks.ehis.admin import ADMIN_TOKEN, admin_app
from tests.ehis.server.test_keys import made
from webapp.core.actor import SYSTEM
from webapp.ehis.server.filing import hand_in, register

WORD = {"X-Admin-Token": ADMIN_TOKEN}


@pytest.fixture
def desk(registers, central):
    return admin_app(registers.security_server).test_client()


def test_the_queue_shows_both_kinds_and_takes_the_decision_from_the_page(desk, central):
    register(actor=SYSTEM)
    hand_in(made(), actor=SYSTEM)
    page = desk.get("/central").text
    assert "Qeydiyyata al" in page
    assert "Sertifikatı imzala" in page
    certificate, registration = central.queue()
    decided = desk.post(f"/admin/central/{registration.number}/grant", data={"token": ADMIN_TOKEN})
    assert decided.headers["Location"] == "/central"
    desk.post(f"/admin/central/{certificate.number}/refuse", data={"token": ADMIN_TOKEN, "reason": "Sənəd çatmır"})

    assert "Sənəd çatmır" in desk.get("/central").text
    assert [one["state"] for one in desk.get("/admin/central", headers=WORD).json] == ["refused", "granted"]


def test_machines_decide_by_json_and_only_with_the_word(desk, central):
    register(actor=SYSTEM)
    number = central.queue()[0].number
    assert desk.post(f"/admin/central/{number}/grant").status_code == 403
    assert desk.post(f"/admin/central/{number}/grant", headers=WORD).status_code == 204
    assert desk.post(f"/admin/central/{number}/grant", headers=WORD).status_code == 404
    assert desk.post("/admin/central/none/refuse", headers=WORD, json={}).status_code == 404
