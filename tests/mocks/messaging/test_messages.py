from concurrent.futures import ThreadPoolExecutor

import pytest

from mocks.messaging.app import create_app
from mocks.messaging.rules import Order
from mocks.messaging.store import KEPT, MessageStore

TOKEN = {"X-Admin-Token": "demo-admin"}
AYSEL = "+994501234501"


@pytest.fixture
def client(tmp_path):
    return create_app(tmp_path).test_client()


def send(client, text="Kod: 123456", to=AYSEL, **more):
    return client.post("/api/messages", json={"channel": "sms", "to": to, "text": text} | more)


def texts(client, query):
    return [message["text"] for message in client.get(f"/api/messages?{query}").get_json()]


def test_messages_come_back_newest_first_with_everything_they_said(client):
    new_id = send(client, "birinci").get_json()["id"]
    send(client, "ikinci")
    newest, oldest = client.get("/api/messages", query_string={"to": AYSEL}).get_json()
    assert (newest["text"], oldest["text"], oldest["id"]) == ("ikinci", "birinci", new_id)
    assert (oldest["channel"], oldest["to"]) == ("sms", AYSEL)
    assert oldest["at"].endswith("+00:00")


@pytest.mark.parametrize("query", ["to=%2B994501234501", "to=+994501234501", "to=994501234501"])
def test_a_number_is_found_however_its_plus_sign_travelled(client, query):
    send(client, "sizə")
    send(client, "başqasına", to="+994501234502")
    assert texts(client, query) == ["sizə"]


def test_the_limit_cuts_the_list(client):
    for number in range(5):
        send(client, str(number))
    assert texts(client, "limit=2") == ["4", "3"]


def test_the_same_idempotency_key_makes_one_message(client):
    first = send(client, idempotency_key="k-1")
    again = send(client, idempotency_key="k-1")
    assert first.status_code == again.status_code == 202
    assert first.get_json() == again.get_json()
    assert len(texts(client, "")) == 1


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"channel": "fax", "to": AYSEL, "text": "x"},
        {"channel": "sms", "to": "0501234501", "text": "x"},
        {"channel": "email", "to": "nobody", "text": "x"},
        {"channel": "sms", "to": AYSEL, "text": ""},
        {"channel": "sms", "to": AYSEL, "text": 5},
        {"channel": "sms", "to": AYSEL, "text": "x" * 20_001},
    ],
)
def test_what_is_no_message_is_refused_with_a_reason(client, body):
    refused = client.post("/api/messages", json=body)
    assert refused.status_code == 400
    assert refused.get_json()["type"] == "urn:problem:not-a-message"
    assert texts(client, "") == []


def test_a_rejected_number_gets_nothing_while_others_do(client):
    client.post("/admin/faults", json={"name": "reject", "for": AYSEL}, headers=TOKEN)
    assert send(client).status_code == 422
    assert send(client, to="+994501234502").status_code == 202
    assert texts(client, "to=%2B994501234501") == []


def test_messages_survive_a_restart(client, tmp_path):
    send(client, "qalır", idempotency_key="k-2")
    restarted = create_app(tmp_path).test_client()
    assert texts(restarted, "") == ["qalır"]
    send(restarted, "qalır", idempotency_key="k-2")
    assert texts(restarted, "") == ["qalır"]


def test_only_the_last_messages_are_kept(tmp_path):
    store = MessageStore(tmp_path / "messages.sqlite3")
    for number in range(KEPT + 3):
        store.take(Order("push", "device", str(number), None, None))
    kept = store.latest(None, KEPT * 2)
    assert (len(kept), kept[0].text, kept[-1].text) == (KEPT, str(KEPT + 2), "3")


@pytest.mark.parametrize(("language", "heading"), [("az", "Mesajlar"), ("en", "Messages")])
def test_the_page_shows_a_message_as_text_and_never_as_markup(client, language, heading):
    send(client, "<script>alert(1)</script>")
    page = client.get(f"/?lang={language}").get_data(as_text=True)
    assert f"<h1>{heading}</h1>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script" not in page


def test_the_page_narrows_to_one_recipient(client):
    send(client, "sizə")
    send(client, "başqasına", to="+994501234502")
    page = client.get("/", query_string={"to": AYSEL}).get_data(as_text=True)
    assert "sizə" in page
    assert "başqasına" not in page


def test_reset_forgets_messages_and_faults(client):
    send(client)
    client.post("/admin/faults", json={"name": "reject"}, headers=TOKEN)
    assert client.post("/admin/reset").status_code == 403
    assert client.post("/admin/reset", headers=TOKEN).status_code == 204
    assert texts(client, "") == []
    assert send(client).status_code == 202


def test_the_same_key_sent_by_many_at_once_makes_one_message(tmp_path):
    store = MessageStore(tmp_path / "messages.sqlite3")
    with ThreadPoolExecutor(8) as senders:
        ids = set(senders.map(lambda _: store.take(Order("sms", AYSEL, "bir", None, "k-3")), range(64)))
    assert [message.id for message in store.latest(AYSEL, 10)] == list(ids)


@pytest.mark.parametrize(
    "more",
    [
        {"channel": "sms", "attachments": [{"name": "a", "media_type": "text/plain", "content": ""}]},
        {"attachments": {"name": "a"}},
        {"attachments": [{"name": "a", "media_type": "text/plain"}]},
        {"attachments": [{"name": "a", "media_type": "text/plain", "content": "not base64!"}]},
        {"attachments": [{"name": "a", "media_type": "text/plain", "content": ""}] * 13},
        {"structured": "words"},
    ],
)
def test_what_is_enclosed_is_read_strictly(client, more):
    assert send(client, to="aysel@example.az", **{"channel": "email", **more}).status_code == 400
