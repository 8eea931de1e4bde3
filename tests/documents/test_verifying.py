"""What strangers see of issued documents: how they stand now, never kept by anybody, and no person."""

import base64
import json
import re
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.documents.situations import CARD, OFFICER, WHY, give
from tests.support.people import sign_in
from webapp.config import ROOT
from webapp.core.clock import today
from webapp.core.transaction import transaction
from webapp.documents import api
from webapp.documents.commands import document_commands
from webapp.documents.keys import rotate_key
from webapp.documents.paper import offline_code

HOSTILE = [
    "x" * 5000,
    "%00",
    "%F0%9F%9A%9A",
    "%D9%A3" * 9,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "%E2%80%AE",
    "../x",
    "%25",
]
PERSON = "Elvin Nadir oğlu Babayev"


def test_the_page_says_how_it_stands_now_and_is_kept_by_nobody(client, holders):
    token = give(holders.firm)
    page = client.get(f"/verify/{token}", expect=200)
    assert page.heading == "Qüvvədədir"
    for words in ("Sınaq kartı", "KT-000001", "10-AA-123", "“Xəzər Yük” MMC", "Bakı vaxtı"):
        assert words in page.words
    assert "12 400 kq" not in page.words, "what stands in `extra` is the holder's"
    with transaction():
        api.suspend(token, **WHY, until=today() + timedelta(days=9), actor=OFFICER)
    again = client.get(f"/verify/{token}", expect=200)
    assert again.heading == "Qüvvəsi dayandırılıb"
    assert WHY["reason"] not in again.words
    for answer in (page, again, client.get(f"/verify/{'0' * 26}", expect=404)):
        assert answer.headers["Cache-Control"] == "no-store"
        assert not {"ETag", "Last-Modified", "Expires"} & set(answer.headers.keys())


def test_nobody_signed_in_changes_that(client, holders):
    token = give(holders.firm)
    sign_in(client, "7LYL5H2", party=holders.firm)
    for path in (f"/verify/{token}", "/verify", "/verify/plate?plate=10AA123", f"/api/v1/verify/{token}"):
        assert client.get(path, expect=200).headers["Cache-Control"] == "no-store"


def test_the_service_worker_keeps_no_page_that_says_how_a_document_stands():
    worker = (ROOT / "static" / "sw.js").read_text(encoding="utf-8")
    kept = re.findall(r'"(/[a-z0-9/.-]+)"', worker[: worker.index('"install"')])
    assert set(kept) == {"/offline", "/verify/offline", "/api/v1/verify/keys", "/api/v1/verify/revoked"}
    assert re.findall(r"\.put\(([^,]+)", worker) == ["request", "TEXTS"], (
        "only the lists, which bear their own date and signature, and which words the kept pages are written in"
    )
    assert "const answer = fetch(request).catch(instead);" in worker, "the network is asked first, always"
    assert "const kept = (await Promise.all([OWN, ROAD].map(" in worker, (
        "and only one's own tickets, lists and trips come before it has answered"
    )
    own = [script.name for script in (ROOT / "static" / "scripts").glob("*.js") if "kabinet-own" in script.read_text()]
    assert sorted(own) == ["door.js", "inspect.js", "keep-ticket.js"]
    road = [
        script.name for script in (ROOT / "static" / "scripts").glob("*.js") if "kabinet-trips" in script.read_text()
    ]
    assert road == ["driver.js"]


@pytest.mark.parametrize(
    ("days", "heading"),
    [((-9, -1), "Müddəti bitib"), ((1, 9), "Hələ qüvvəyə minməyib"), ((-9, None), "Qüvvədədir")],
)
def test_days_are_looked_at_with_every_question(client, holders, days, heading):
    first, last = (None if day is None else today() + timedelta(days=day) for day in days)
    token = give(holders.firm, valid_from=first, valid_to=last)
    assert client.get(f"/verify/{token}", expect=200).heading == heading


def test_a_copy_in_whose_place_a_duplicate_was_given_is_void(client, holders):
    token = give(holders.firm)
    assert client.get(f"/verify/{token}?copy=1", expect=200).heading == "Qüvvədədir"
    with transaction():
        api.mark_duplicate(token, "İtirilib", OFFICER)
    page = client.get(f"/verify/{token}?copy=1", expect=200)
    assert page.heading == "Bu nüsxə etibarsızdır"
    assert "tone-danger" in page.text
    assert client.get(f"/verify/{token}?copy=2", expect=200).heading == "Qüvvədədir"
    answer = client.get(f"/api/v1/verify/{token}?copy=1", expect=200).json["life"]
    assert (answer["status"], answer["copy"], answer["copy_is_void"]) == ("valid", 2, True)
    assert client.get(f"/verify/{token.lower()}?copy=1", expect=303).location == f"/verify/{token}?copy=1"


@pytest.mark.parametrize("copy", ["0", "-1", "٣", "9" * 99, "1.0", "x", ""])
def test_what_is_no_copy_is_left_out(client, holders, copy):
    token = give(holders.firm)
    assert client.get(f"/verify/{token}", query_string={"copy": copy}, expect=200).heading == "Qüvvədədir"


def test_who_replaced_it_is_named(client, holders):
    former = give(holders.firm)
    later = give(holders.firm, "2", replaces=former)
    page = client.get(f"/verify/{former}", expect=200)
    assert page.heading == "Yenisi ilə əvəz edilib"
    assert page.link("KT-000002") == f"/verify/{later}"


def test_of_a_person_only_initials_are_shown_and_on_a_plate_not_even_these(client, holders):
    token = give(holders.trader, holder=PERSON)
    for path in (f"/verify/{token}", f"/api/v1/verify/{token}"):
        text = client.get(path, expect=200).text
        assert "E.N.B." in text
        assert "Babayev" not in text
    for path in ("/verify/plate?plate=10AA123", "/verify/number?number=kt000001", "/api/v1/verify/plate/10-AA-123"):
        text = client.get(path, expect=200).text
        assert "KT-000001" in text
        assert "Babayev" not in text
        assert "E.N.B." not in text
        assert token not in text


def test_at_the_roadside_what_is_in_force_comes_first(client, holders):
    give(holders.firm)
    suspended, replaced = give(holders.firm, "2"), give(holders.firm, "3")
    give(holders.firm, "4", replaces=replaced)
    with transaction():
        api.suspend(suspended, **WHY, until=None, actor=OFFICER)
    words = client.get("/verify/plate?plate=10%20aa%20123", expect=200).words
    places = [words.index(text) for text in ("Bu gün qüvvədədir", "KT-000001", "Qüvvədə deyil", "KT-000002")]
    assert places == sorted(places)
    assert "KT-000003" not in words
    answer = client.get("/api/v1/verify/plate/10AA123", expect=200).json["documents"]
    assert [item["status"] for item in answer] == ["valid", "valid", "suspended"]
    assert "Bu gün qüvvədə olan sənəd yoxdur" in client.get("/verify/plate?plate=99XX999", expect=200).words
    assert client.get("/api/v1/verify/plate/99XX999", expect=200).json["documents"] == []


def test_a_number_that_nothing_bears_is_not_found(client, holders):
    page = client.get("/verify/number?number=KT-9", expect=404)
    assert "saxtadır" in page.words
    assert client.get("/api/v1/verify/number/KT-9", expect=404).mimetype == "application/problem+json"
    client.get("/verify/number?number=", expect=422)
    client.get("/verify/plate?plate=", expect=422)


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_asked_is_answered(client, holders, typed):
    give(holders.firm, subject="")
    for path in ("/verify/{}", "/verify/plate?plate={}", "/verify/number?number={}", "/verify?code={}"):
        answer = client.get(path.format(typed))
        assert answer.status_code in {200, 303, 400, 404, 422}
        assert "<script>alert" not in answer.text
    for path in ("/api/v1/verify/{}", "/api/v1/verify/plate/{}", "/api/v1/verify/number/{}"):
        assert client.get(path.format(typed)).status_code in {200, 400, 404}


def test_the_keys_are_published_with_their_history(client, holders):
    assert client.get("/api/v1/verify/keys", expect=200).json["keys"] == []
    assert client.get("/api/v1/verify/revoked", expect=200).json["list"] == ""
    give(holders.firm)
    with transaction():
        rotate_key(actor=OFFICER)
    answer = client.get("/api/v1/verify/keys", expect=200).json
    assert [key["retired_at"] is None for key in answer["keys"]] == [True, False]
    assert answer["kinds"][CARD] == {"az": "Sınaq kartı", "en": "Sınaq kartı", "ru": "Sınaq kartı"}
    assert "private" not in json.dumps(answer)


def test_the_list_of_what_is_not_valid_is_signed_and_names_only_living_days(client, holders):
    give(holders.firm)
    suspended, doubled = give(holders.firm, "2"), give(holders.firm, "3")
    give(holders.firm, "4", valid_from=today() - timedelta(days=9), valid_to=today() - timedelta(days=1))
    with transaction():
        api.suspend(suspended, **WHY, until=None, actor=OFFICER)
        api.mark_duplicate(doubled, "İtirilib", OFFICER)
    answer = client.get("/api/v1/verify/revoked", expect=200).json
    lines = [line.split("|") for line in answer["list"].split("\n")]
    assert lines[0][0] == "L1"
    assert [(line[0], line[1], line[3], line[4]) for line in lines[1:]] == [
        (CARD, "KT-000002", "suspended", "1"),
        (CARD, "KT-000003", "duplicate", "2"),
    ]
    (key,) = client.get("/api/v1/verify/keys").json["keys"]
    assert key["key_id"] == lines[0][1]
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key["public_key"]))
    public.verify(base64.b64decode(answer["signature"]), answer["list"].encode())


def test_a_code_is_verified_by_the_command_with_keys_fetched_before(app, client, holders, tmp_path):
    token = give(holders.firm)
    with transaction(read_only=True):
        code = offline_code(api.card_facts(token))
    kept = tmp_path / "keys.json"
    kept.write_text(client.get("/api/v1/verify/keys").text, encoding="utf-8")
    runner = app.test_cli_runner()
    told = runner.invoke(document_commands, ["verify-offline", f"http://x/verify/{token}#{code}", "--keys", str(kept)])
    assert told.exit_code == 0, told.output
    assert "genuine: test.card KT-000001, copy 1, on 10-AA-123" in told.output
    other = code[:-10] + ("B" if code[-10] == "A" else "A") + code[-9:]  # the last sign alone may hold no whole bit
    told = runner.invoke(document_commands, ["verify-offline", other, "--keys", str(kept)])
    assert told.exit_code == 1
    assert "not genuine" in told.output


def test_the_page_for_checks_without_a_network_holds_nothing_of_a_person(client, holders):
    sign_in(client, "7LYL5H2", party=holders.firm)
    page = client.get("/verify/offline", expect=200)
    assert page.heading == "İnternetsiz yoxlama"
    assert "Leyla" not in page.text
    assert "Xəzər" not in page.text
