"""The admin port."""

import pytest

from mocks.ehis.admin import admin_app

TOKEN = {"X-Admin-Token": "demo-admin"}


@pytest.fixture
def admin(registers):
    return admin_app(registers.security_server).test_client()


def test_faults_are_listed_switched_on_and_off(admin):
    assert "drip" in admin.get("/admin/faults", headers=TOKEN).json["known"]
    assert admin.post("/admin/faults", json={"fault": "drip", "service": "getPerson"}, headers=TOKEN).status_code == 204
    assert [one["fault"] for one in admin.get("/admin/faults", headers=TOKEN).json["on"]] == ["drip"]
    assert admin.delete("/admin/faults", headers=TOKEN).status_code == 204
    assert admin.get("/admin/faults", headers=TOKEN).json["on"] == []


def test_an_unknown_fault_is_refused_with_the_list_of_known_ones(admin):
    answer = admin.post("/admin/faults", json={"fault": "nonsense"}, headers=TOKEN)

    assert (answer.status_code, "drip" in answer.text) == (400, True)


@pytest.mark.parametrize("token", [{}, {"X-Admin-Token": "wrong"}, {"Authorization": "Bearer ə"}])
def test_without_the_word_nothing_is_told_or_done(admin, token):
    assert admin.get("/admin/received", headers=token).status_code == 403
    assert admin.post("/admin/faults", json={"fault": "drip"}, headers=token).status_code == 403
    assert admin.post("/admin/reset", headers=token).status_code == 403


def test_the_page_works_by_plain_forms(admin):
    page = admin.get("/")
    done = admin.post("/admin/faults", data={"token": "demo-admin", "fault": "http_429", "times": "3"})

    assert (page.status_code, done.status_code) == (200, 303)
    assert "http_429" in admin.get("/").text
    assert admin.post("/admin/reset", data={"token": "demo-admin"}).status_code == 303


def test_what_was_received_is_listed_and_forgotten_on_reset(admin, registers):
    registers.security_server.recorder.add(
        registers.security_server.clock(), tls_member="AZ/GOV/POLICE", content_type="text/xml", body=b"<a/>"
    )
    assert [one["text"] for one in admin.get("/admin/received", headers=TOKEN).json] == ["<a/>"]
    admin.post("/admin/reset", headers=TOKEN)
    assert admin.get("/admin/received", headers=TOKEN).json == []
