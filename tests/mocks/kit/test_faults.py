import pytest

from mocks.kit import Counterparty, Faults, fault_switches
from mocks.kit.admin import HTTP_FAULTS
from mocks.kit.faults import Fault

TOKEN = {"X-Admin-Token": "demo-admin"}


@pytest.fixture
def client():
    app = Counterparty("mocks.kit")
    app.add_url_rule("/thing/<fin>", "thing", lambda fin: f"thing {int(fin)}")
    fault_switches(app, Faults(HTTP_FAULTS))
    return app.test_client()


def test_a_fault_strikes_as_often_as_told_and_no_more():
    faults = Faults({"slow"})
    faults.switch_on(Fault("slow", times=2))
    assert [faults.strikes("slow") is not None for _ in range(3)] == [True, True, False]


def test_a_fault_for_one_subject_leaves_others_alone():
    faults = Faults({"refuse"})
    faults.switch_on(Fault("refuse", subject="7LYL5H2"))
    assert faults.strikes("refuse", "7LYL5H2")
    assert not faults.strikes("refuse", "2RSD4K7")


@pytest.mark.parametrize("headers", [{}, {"X-Admin-Token": "demo"}, {"Authorization": "Bearer nothing"}])
def test_the_switches_are_closed_without_the_token(client, headers):
    assert client.get("/admin/faults", headers=headers).status_code == 403
    assert client.post("/admin/faults", json={"name": "500"}, headers=headers).status_code == 403
    assert client.get("/thing/1").status_code == 200


def test_a_switched_on_failure_is_answered_until_it_is_switched_off(client):
    assert client.post("/admin/faults", json={"name": "500"}, headers=TOKEN).status_code == 200
    assert client.get("/thing/1").status_code == 500
    assert client.get("/healthz").status_code == 200
    client.delete("/admin/faults", headers={"Authorization": "Bearer demo-admin"})
    assert client.get("/thing/1").status_code == 200


def test_unavailability_says_when_to_come_again(client):
    client.post("/admin/faults", json={"name": "503", "times": 1}, headers=TOKEN)
    refused = client.get("/thing/1")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    assert refused.get_json()["type"] == "urn:problem:unavailable"
    assert client.get("/thing/1").status_code == 200


@pytest.mark.parametrize(
    "wish", [{"name": "nonsense"}, {"name": "slow", "seconds": 1e9}, {"name": "slow", "times": 0}, {}, []]
)
def test_a_wish_that_cannot_be_met_is_refused_and_changes_nothing(client, wish):
    assert client.post("/admin/faults", json=wish, headers=TOKEN).status_code == 400
    assert client.get("/admin/faults", headers=TOKEN).get_json()["on"] == []


def test_a_failure_is_logged_by_its_route_and_never_by_its_address(client, caplog):
    assert client.get("/thing/7LYL5H2").status_code == 500
    assert "/thing/<fin>" in caplog.records[0].getMessage()
    assert "7LYL5H2" not in caplog.records[0].getMessage()
