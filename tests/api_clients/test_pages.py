"""The cabinet's pages: a program let in and shut out, its secret seen once, by those who may."""

import re

from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.audit.models import AuditEntry
from webapp.core import db
from webapp.core.transaction import transaction


def test_a_head_lets_a_program_in_and_sees_its_secret_once(head, app, world):
    assert "Hələ proqram qoşulmayıb" in head.open("/cabinet/programs", expect=200).words
    form = head.open("/cabinet/programs/new", expect=200)
    empty = head.submit(form, "/programs/new", expect=422)
    assert "Bu sahəni doldurun." in empty.words
    fields = {"name": "1C Anbar", "scopes": ["waybills.read", "waybills.write"], "mode": "sandbox"}
    shown = head.submit(form, "/programs/new", expect=200, **fields)
    secret = re.search(r"kbs_[\w-]{43}", shown.text).group()
    assert shown.headers["Cache-Control"] == "no-store"
    assert head.submit(form, "/programs/new", expect=422, **fields).words.count("Bu adda proqramınız artıq var.") == 2
    where = shown.link("davam et")
    page = head.open(where, expect=200)
    assert secret not in page.text
    client_id = where.rsplit("/", 1)[-1]
    grant = {"grant_type": "client_credentials"}
    with app.app_context():
        assert app.test_client().post("/oauth/token", data=grant, auth=(client_id, secret)).status_code == 200
    newer = re.search(r"kbs_[\w-]{43}", head.submit(page, "/rotate", expect=200).text).group()
    assert newer != secret
    head.submit(page, "/end", expect=303)
    assert "Bağlanıb" in head.open(where, expect=200).words
    with transaction(read_only=True):
        done = {row.action for row in db.session().query(AuditEntry) if row.object_type == "api_client"}
    assert done == {"api_clients.let_in", "api_clients.rotated", "api_clients.shut_out"}


def test_another_firms_head_finds_nothing(program_of, app, world):
    program = program_of("carrier")
    stranger = AssertingClient(app)
    sign_in(stranger, world.consignee.fin, party=world.consignee.party_id)
    where = f"/cabinet/programs/{program.client_id}"
    stranger.open(where, expect=404)
    page = stranger.open("/cabinet/programs/new", expect=200)
    token = page.form("/programs/new")["csrf_token"]
    for deed in ("rotate", "end", "webhooks/new"):
        stranger.open(f"{where}/{deed}", method="POST", data={"csrf_token": token}, expect=404)


def test_new_secrets_ask_for_a_fresh_proof(program_of, app, world):
    program = program_of()
    weak = AssertingClient(app)
    sign_in(weak, world.carrier.fin, party=world.carrier.party_id, acr="substantial")
    page = weak.open(f"/cabinet/programs/{program.client_id}", expect=200)
    assert "/auth/step-up" in weak.submit(page, "/rotate", expect=303).location
    assert "/auth/step-up" in weak.open("/cabinet/programs/new", expect=303).location


def test_a_webhook_is_added_and_its_log_is_empty(program_of, head):
    program = program_of()
    form = head.open(f"/cabinet/programs/{program.client_id}/webhooks/new", expect=200)
    wrong = head.submit(form, "/webhooks/new", expect=422, url="ftp://x", events=["waybill.accepted"])
    assert "açıq şəbəkədə olan https" in wrong.words
    added = head.submit(form, "/webhooks/new", expect=200, url="https://erp.example.az/x", events=["waybill.accepted"])
    secret = re.search(r"whsec_[\w+/=]+", added.text).group()
    log = head.open(added.link("davam et"), expect=200)
    assert "Hələ bildiriş olmayıb" in log.words
    assert secret not in log.text
    assert head.submit(log, "/rotate", expect=200).text.count(secret) == 0
    head.submit(log, "/end", expect=303)
