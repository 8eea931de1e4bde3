"""Whatever is typed into the addresses and forms of this room is answered, never by a failure of ours."""

import pytest

from tests.support.client import AssertingClient
from tests.support.people import sign_in

ODD = ["\x00", "ÿ" * 300, "' OR 1=1 --", "%(x)s", "-1", "99.99.9999", "[]", "=cmd|' /C calc'!A0"]
PAGES = ["/cabinet/notices", "/cabinet/notices/settings", "/office/notices", "/office/notices/register.csv"]
PAGES += ["/office/notices/person", "/office/notices/groups", "/office/notices/groups/new", "/office/notices/templates"]
NAMES = ["show", "area", "since", "until", "q", "after", "before", "way", "kind", "state"]
FORMS = {
    "/cabinet/notices/chosen": {"deed": "read", "chosen": None},
    "/cabinet/notices/settings": {"wish": None},
    "/cabinet/notices/hours": {"rest": "y", "begins": None, "ends": None, "hour": None, "daily": "y"},
    "/cabinet/notices/devices": {"endpoint": None, "p256dh": None, "auth": None, "name": None},
    "/office/notices/person": {"fin": None, "why": None, "since": None},
    "/office/notices/groups/new": {"audience": None, "channels": None, "title_az": None, "body_az": None},
}


@pytest.fixture
def officer(app, database, registers):
    client = AssertingClient(app)
    sign_in(client, "5GNL4M3", office=True)
    return client


@pytest.mark.parametrize("odd", ODD)
def test_no_question_and_no_form_breaks_a_page(officer, odd):
    for page in PAGES:
        assert officer.get(page, query_string=dict.fromkeys(NAMES, odd)).status_code < 500, page
    token = officer.get("/cabinet/notices/settings").form("/settings")["csrf_token"]
    for page, fields in FORMS.items():
        sent = {name: odd if value is None else value for name, value in fields.items()}
        assert officer.post(page, data={**sent, "csrf_token": token}).status_code < 500, page
    for page in (
        "/cabinet/notices/{}",
        "/office/notices/entries/{}",
        "/office/notices/groups/{}",
        "/office/notices/templates/{}",
    ):
        assert officer.get(page.format(odd.replace("/", "").replace("\x00", "%00") or "x")).status_code in {404, 400}, (
            page
        )


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"receipts": 5}', b"\x00" * 100, b"[" * 100_000])
def test_receipts_that_are_none_are_refused(client, database, body):
    headers = {"X-Receipt-Time": "x", "X-Receipt-Signature": "ÿ".encode().decode("latin-1")}
    assert client.post("/notices/receipts", data=body, headers=headers).status_code == 400
