"""Waybills by program: drawn up, changed under versions, put before a person, told of; and what others may not."""

import pytest

from webapp.api_clients.rules import Mode
from webapp.core.transaction import transaction
from webapp.waybills.rules import Action


def begun(program, sendable, **headers):
    return program.ask("POST", "/waybills", sendable, expect=201, **headers)


def test_a_program_draws_up_a_waybill_and_a_person_signs_it(program_of, world, sendable):
    program = program_of("carrier")
    sendable["role"] = "carrier"
    made = begun(program, sendable)
    assert (made.json["state"], made.headers["ETag"]) == ("draft", '"1"')
    where = made.headers["Location"].removeprefix("/api/v1")
    checked = program.ask("GET", f"{where}/check", expect=200).json
    assert checked["ready"], checked
    patch = {"content": {"remarks": "Ehtiyatla", "seals": None}}
    patched = program.ask("PATCH", where, patch, expect=200, If_Match='"1"')
    assert patched.json["content"]["remarks"] == "Ehtiyatla"
    program.ask("POST", f"{where}/share", expect=200)
    consignor = program_of("consignor", name="ERP")
    signer = consignor.ask("GET", "/signers", expect=200).json["items"][0]
    seen = consignor.ask("GET", where, expect=200)
    asked = consignor.ask(
        "POST",
        f"{where}/signature-requests",
        {"action": "offer", "signer": signer["id"]},
        expect=202,
        If_Match=seen.headers["ETag"],
    )
    assert asked.json["state"] == "waiting"
    public_id = made.json["id"]
    with transaction():
        from webapp.waybills.services.offering import request_offer

        request = request_offer(public_id, version=world.version(public_id), actor=world.consignor)
    world.signed(public_id, request, Action.OFFER, world.consignor)
    wishes = consignor.ask("GET", f"{where}/signature-requests", expect=200).json["items"]
    assert [one["state"] for one in wishes] == ["signed"]
    feed = program.ask("GET", "/events", expect=200).json
    assert [one["type"] for one in feed["items"]] == ["waybill.shared", "waybill.offered"]
    assert program.ask("GET", f"/events?after={feed['next']}", expect=200).json["items"] == []
    documents = program.ask("GET", f"{where}/documents", expect=200).json["items"]
    pdf = program.ask("GET", f"{where}/documents/{documents[0]['n']}", expect=200)
    assert pdf.data.startswith(b"%PDF")


def test_a_firm_sees_nothing_of_another_firm(program_of, sendable):
    program, stranger = program_of("carrier"), program_of("consignee", name="Yad")
    where = f"/waybills/{begun(program, sendable).json['id']}"
    for method, path, body in (
        ("GET", where, None),
        ("GET", f"{where}/acts", None),
        ("GET", f"{where}/check", None),
        ("GET", f"{where}/documents", None),
        ("GET", f"{where}/signature-requests", None),
        ("PUT", where, {"content": {}}),
        ("PUT", where, {"content": 7}),
        ("PATCH", where, {}),
        ("DELETE", where, None),
        ("POST", f"{where}/share", None),
        ("POST", f"{where}/copy", None),
    ):
        answer = stranger.ask(method, path, body, If_Match='"1"')
        assert (answer.status_code, answer.json["code"]) == (404, "no-such-waybill"), (method, path, answer.text)
    assert stranger.ask("GET", "/waybills", expect=200).json["items"] == []


def test_what_a_version_does_not_meet_changes_nothing(program_of, sendable):
    program = program_of("carrier")
    where = f"/waybills/{begun(program, sendable).json['id']}"
    change = {"content": sendable["content"] | {"remarks": "bir"}}
    assert program.ask("PUT", where, change).status_code == 428
    assert program.ask("DELETE", where).status_code == 428
    program.ask("PUT", where, change, expect=200, If_Match='"1"')
    for method, body in (("PUT", change), ("PATCH", {"content": {"remarks": "iki"}}), ("DELETE", None)):
        for wrong in ('"1"', 'W/"2"', "*", '"x"', '"0", "1"'):
            refused = program.ask(method, where, body, If_Match=wrong)
            assert (refused.status_code, refused.json["code"]) == (412, "precondition-failed")
    assert program.ask("PUT", where, change, If_Match="1").status_code == 400
    current = program.ask("GET", where, expect=200)
    assert current.json["content"]["remarks"] == "bir"
    assert program.ask("GET", where, expect=304, If_None_Match=current.headers["ETag"]).data == b""
    program.ask("DELETE", where, expect=204, If_Match='"2"')
    program.ask("GET", where, expect=404)


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"goods": [{"gross_kg": 12}]}, "#/content/goods/0/gross_kg", "type"),
        ({"goods": [{"gross_kg": "12,5"}]}, "#/content/goods/0/gross_kg", "format"),
        ({"goods": [{}, {"package_type": "??"}]}, "#/content/goods/1/package_type", "choice"),
        ({"goods": {}}, "#/content/goods", "type"),
        ({"goods": [{}] * 101}, "#/content/goods", "too-many"),
        ({"a/b~c": 1}, "#/content/a~1b~0c", "unknown-member"),
        ({"loading": {"planned_at": "2026-11-23 09:00"}}, "#/content/loading/planned_at", "format"),
        ({"loading": {"planned_at": "9999-12-31T23:59:59-12:00"}}, "#/content/loading/planned_at", "format"),
        ({"remarks": "x" * 1001}, "#/content/remarks", "too-long"),
        ({"internal": "yes"}, "#/content/internal", "type"),
    ],
)
def test_each_fault_is_told_with_its_place(program_of, sendable, change, pointer, code):
    sent = {"role": "carrier", "content": sendable["content"] | change}
    answer = program_of("carrier").ask("POST", "/waybills", sent, expect=422, Accept_Language="en")
    assert answer.mimetype == "application/problem+json"
    assert (pointer, code) in {(one["pointer"], one["code"]) for one in answer.json["errors"]}


def test_a_firm_draws_up_nothing_in_the_name_of_another(program_of, sendable):
    program = program_of("carrier")
    sendable["content"]["carrier"] = {"number": sendable["content"]["consignee"]["number"]}
    refused = program.ask("POST", "/waybills", sendable, expect=403).json
    assert (refused["code"], refused["errors"][0]["pointer"]) == ("not-your-firm", "#/content/carrier/number")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"content": {"remarks": NaN}}', "application/json", 400),
        (b'{"role": "carrier", "role": "carrier"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"{}", "text/plain", 415),
        (b'{"role": "carrier", "content": {"remarks": "\\u0000\\ud800"}}', "application/json", 201),
    ],
)
def test_no_body_breaks_anything(program_of, body, kind, status):
    program_of("carrier").ask("POST", "/waybills", body, expect=status, Content_Type=kind)


def test_a_request_sent_twice_is_carried_out_once(program_of, sendable):
    program, key = program_of("carrier"), {"Idempotency_Key": "erp-1"}
    first, again = (begun(program, sendable, **key) for _time in range(2))
    assert (again.json, again.headers["ETag"]) == (first.json, first.headers["ETag"])
    assert again.headers["Idempotent-Replayed"] == "true"
    other = program.ask("POST", "/waybills", {"role": "carrier"}, **key)
    assert (other.status_code, other.json["code"]) == (422, "idempotency-key-reused")
    assert len(program.ask("GET", "/waybills").json["items"]) == 1
    for wrong in ("", "x" * 256, "a b", "ə"):
        assert program.ask("POST", "/waybills", sendable, Idempotency_Key=wrong).status_code == 400


def test_many_are_begun_each_by_itself(program_of, sendable):
    program = program_of("carrier")
    items = [sendable, {"role": "carrier", "content": {"goods": 1}}, 7, sendable]
    told = program.ask("POST", "/bulk/waybills", {"items": items}, expect=200).json
    assert [one["status"] for one in told["results"]] == [201, 422, 422, 201]
    assert told["results"][1]["errors"][0]["pointer"] == "#/items/1/content/goods"
    assert len(program.ask("GET", "/waybills").json["items"]) == told["begun"] == 2
    assert program.ask("POST", "/bulk/waybills", {"items": [sendable] * 101}).status_code == 422


def test_lists_are_narrowed_and_paged(program_of, sendable):
    program = program_of("carrier")
    made = [begun(program, sendable).json["id"] for _time in range(3)]
    first = program.ask("GET", "/waybills?limit=2&state=draft", expect=200).json
    second = program.ask("GET", f"/waybills?limit=2&after={first['next']}", expect=200).json
    assert sorted(one["id"] for one in first["items"] + second["items"]) == sorted(made)
    assert second["next"] is None
    assert program.ask("GET", "/waybills?state=accepted").json["items"] == []
    assert program.ask("GET", "/waybills?changed_since=2100-01-01T00:00:00Z").json["items"] == []
    plate = sendable["content"]["vehicle"]["plate"]
    assert len(program.ask("GET", f"/waybills?plate={plate}").json["items"]) == 3
    for wrong in ("state=x", "limit=0", "limit=101", "plate=x", "changed_since=now"):
        assert program.ask("GET", f"/waybills?{wrong}").status_code == 400


def test_the_sandbox_touches_nothing_real(program_of, sendable, world):
    tried, live = program_of("carrier", mode=Mode.SANDBOX, name="Sınaq"), program_of("carrier")
    sendable["content"]["driver"]["ref"] = tried.ask("GET", "/drivers").json["items"][0]["ref"]
    made = begun(tried, sendable)
    assert made.headers["X-Kabinet-Sandbox"] == "true"
    where = f"/waybills/{made.json['id']}"
    assert tried.ask("GET", f"{where}/check").json["ready"]
    for step, state in (("offer", "offered"), ("accept", "accepted"), ("depart", "in_transit"), ("arrive", "arrived")):
        taken = tried.ask("POST", f"/sandbox{where}/simulate", {"action": step}, expect=200)
        assert taken.json["state"] == state
    assert taken.json["number"].startswith("SANDBOX-")
    assert tried.ask("POST", f"/sandbox{where}/simulate", {"action": "offer"}).status_code == 409
    assert [one["type"] for one in tried.ask("GET", "/events").json["items"]][-1] == "waybill.arrived"
    assert tried.ask("GET", f"{where}/documents/1", expect=200).data.startswith(b"%PDF")
    assert live.ask("GET", where).status_code == 404
    assert live.ask("GET", "/waybills").json["items"] == live.ask("GET", "/events").json["items"] == []
    assert live.ask("POST", f"/sandbox{where}/simulate", {"action": "offer"}).status_code == 403
    other = program_of("carrier", mode=Mode.SANDBOX, name="Başqa")
    assert other.ask("GET", where).status_code == 404


def test_templates_are_shared_by_programs_and_people(program_of, sendable, head):
    program = program_of("carrier")
    kept = program.ask("POST", "/waybill-templates", {**sendable, "name": "Sement"}, expect=201)
    assert kept.json["content"]["loading"]["planned_at"] is None
    assert (
        program.ask("POST", "/waybill-templates", {**sendable, "name": "SEMENT"}).json["code"] == "template-name-taken"
    )
    page = head.open("/cabinet/waybill-templates", expect=200)
    assert "Sement" in page.words
    assert "/edit" in head.submit(page, "/use", expect=303).location
    where = f"/waybill-templates/{kept.json['id']}"
    used = program.ask("POST", f"{where}/waybills", expect=201).json
    assert used["content"]["goods"] == kept.json["content"]["goods"]
    renamed = {"name": "Sement M400", "content": sendable["content"]}
    changed = program.ask("PUT", where, renamed, expect=200, If_Match=kept.headers["ETag"])
    assert changed.json["name"] == "Sement M400"
    program.ask("DELETE", where, expect=412, If_Match=kept.headers["ETag"])
    program.ask("DELETE", where, expect=204, If_Match=changed.headers["ETag"])
    assert program_of("consignor", name="Yad").ask("GET", where).status_code == 404


def test_a_session_still_reads_and_never_writes(head, world):
    public_id = world.draft()
    assert head.open(f"/api/v1/waybills/{public_id}", expect=200).json["state"] == "draft"
    assert head.open("/api/v1/waybills?shelf=drafts", expect=200).json["items"]
    head.open("/api/v1/waybills", method="POST", data="{}", content_type="application/json", expect=401)
    head.open(f"/api/v1/waybills/{public_id}", method="DELETE", headers={"If-Match": '"1"'}, expect=401)
    head.open("/api/v1/events", expect=401)
