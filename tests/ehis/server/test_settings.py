"""Settings: versions, who may change them, what is refused."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.ehis.server.conftest import HERE, OFFICER, sent
from tests.support.people import sign_in
from webapp.core.actor import SYSTEM, Actor
from webapp.core.errors import Forbidden
from webapp.core.transaction import transaction
from webapp.ehis.server.addresses import adapter_address, central_addresses, server_id
from webapp.ehis.server.administrator import administrator
from webapp.ehis.server.errors import AdministratorMissing, BadAddress
from webapp.ehis.server.versions import ADAPTER, CENTRAL_SERVERS, SERVER_ID, change, current, history

TYPED = {
    "name": "Vüsal Qasımov",
    "fin": "6vsl3g4",
    "post": "Server inzibatçısı",
    "phone": "+994501234516",
    "document": "117 nömrəli əmr",
}


def journal(action):
    with transaction(read_only=True) as session:
        found = text("SELECT detail FROM audit_entries WHERE action = :action ORDER BY seq")
        return list(session.execute(found, {"action": action}).scalars())


def test_each_change_is_a_version_with_author_old_and_new_value(appointed):
    with transaction():
        assert change(ADAPTER, "http://127.0.0.1:1", actor=SYSTEM)
        assert change(ADAPTER, "http://127.0.0.1:2", actor=SYSTEM)
        assert not change(ADAPTER, "http://127.0.0.1:2", actor=SYSTEM)
    with transaction(read_only=True):
        rows = [(row.version, row.former, row.value, row.changed_by) for row in history(ADAPTER)]
        assert current(ADAPTER) == "http://127.0.0.1:2"

    assert rows == [
        (2, "http://127.0.0.1:1", "http://127.0.0.1:2", "Kabinet"),
        (1, None, "http://127.0.0.1:1", "Kabinet"),
    ]
    assert [one["former"] for one in journal("ehis.server_setting_changed")] == ["", "http://127.0.0.1:1"]


@pytest.mark.parametrize("deed", ["UPDATE ehis_server_settings SET value = 'x'", "DELETE FROM ehis_server_settings"])
def test_versions_are_only_added(appointed, deed):
    with transaction():
        change(SERVER_ID, "AZ/GOV/AYNA/one", actor=SYSTEM)
    with pytest.raises(DBAPIError, match="only added"), transaction() as session:
        session.execute(text(deed))


def test_nothing_is_saved_before_an_administrator_is_appointed():
    with pytest.raises(AdministratorMissing), transaction():
        change(SERVER_ID, "AZ/GOV/AYNA/one", actor=SYSTEM)


def test_who_lacks_the_right_changes_nothing(appointed):
    with pytest.raises(Forbidden), transaction():
        change(SERVER_ID, "AZ/GOV/AYNA/one", actor=Actor(account_id=1, name="Kimsə"))


def test_the_page_refuses_to_save_without_an_administrator_and_saves_with_one(steering):
    page = steering.open(f"{HERE}/identity")
    typed = {"code": "kabinet-1", "central": "https://127.0.0.1:8102"}
    refused = steering.submit(page, f"{HERE}/identity", expect=422, **typed)
    assert "Əvvəlcə server inzibatçısını təyin edin" in refused.words
    steering.submit(
        steering.open(f"{HERE}/administrator"), f"{HERE}/administrator", expect=422, **{**TYPED, "name": ""}
    )
    page = sent(steering, steering.open(f"{HERE}/administrator"), f"{HERE}/administrator", **TYPED)
    assert "Vüsal Qasımov" in page.words
    page = sent(steering, steering.open(f"{HERE}/identity"), f"{HERE}/identity", **typed)

    assert "AZ/GOV/AYNA/kabinet-1" in page.words
    with transaction(read_only=True):
        assert administrator().fin == "6VSL3G4"
        assert current(CENTRAL_SERVERS) == "https://127.0.0.1:8102"
    assert "6VSL3G4" not in str(journal("ehis.server_administrator_appointed"))


def test_an_officer_sees_everything_read_only(client, appointed):
    sign_in(client, OFFICER, office=True)
    for name in (
        "",
        "/identity",
        "/administrator",
        "/certificates",
        "/keys",
        "/adapter",
        "/mapping",
        "/mapping/getPerson",
    ):
        page = client.open(f"{HERE}{name}")
        assert "Yadda saxla" not in page.words
        assert "Açar yarat" not in page.words
    page = client.open(f"{HERE}/adapter")

    assert "Bu səhifəni yalnız server inzibatçısı dəyişə bilər." in page.words
    assert 'name="ip"' not in page.text


@pytest.mark.parametrize("name", ["identity", "administrator", "certificates", "keys", "adapter", "mapping/getPerson"])
def test_an_officer_who_posts_is_refused(client, appointed, name):
    sign_in(client, OFFICER, office=True)
    word = client.open(f"{HERE}/adapter").form("/test/adapter")["csrf_token"]

    client.open(f"{HERE}/{name}", method="POST", data={"csrf_token": word}, expect=403)


def test_a_citizen_sees_nothing_of_this(client):
    sign_in(client, "5AYS3L1")
    for name in ("", "/identity", "/adapter", "/keys"):
        client.open(f"{HERE}{name}", expect=403)


def test_addresses_ask_who_is_there_first(client, post, appointed):
    sign_in(client, "6VSL3G4", office=True, acr="substantial")
    page = client.open(f"{HERE}/adapter")
    answer = client.submit(page, f"{HERE}/adapter", protocol="http", ip="10.0.0.5", port="80")

    assert "/auth/step-up" in answer.headers["Location"]


@pytest.mark.parametrize(
    "typed",
    [
        "http://a.az",
        "https://",
        "https://a.az/path",
        "https://a.az:99999",
        "https://u:p@a.az",
        "https://[::]",
        "https://0.0.0.0",
        "ftp://a",
        "https://1.2.3",
        "https://a_b.az",
        "https://a.az?x=1",
        "",
        "\n".join(f"https://a{number}.az" for number in range(9)),
    ],
)
def test_a_wrong_address_of_a_central_server_is_refused(typed):
    with pytest.raises(BadAddress):
        central_addresses(typed)


def test_addresses_of_central_servers_come_in_one_form():
    typed = " https://Central.Gov.az/ \n\nhttps://10.0.0.1:4001\nhttps://central.gov.az:443"
    assert central_addresses(typed) == ("https://central.gov.az:443", "https://10.0.0.1:4001")


@pytest.mark.parametrize("ip", ["8.8.8.8", "0.0.0.0", "169.254.169.254", "224.0.0.1", "localhost", "", "10.0.0", "::"])  # noqa: S104 - refused here, never listened on
def test_the_adaptation_server_stays_in_the_own_network(ip):
    with pytest.raises(BadAddress):
        adapter_address("http", ip, 8444)


def test_internal_addresses_of_both_families_are_taken():
    assert adapter_address("https", " 10.0.0.5 ", 8444) == "https://10.0.0.5:8444"
    assert adapter_address("http", "fd00::1", 80) == "http://[fd00::1]:80"


@pytest.mark.parametrize("code", ["", "a/b", "kabinet 1", "ə", "x" * 65, "-a"])
def test_a_wrong_server_code_is_refused(code):
    with pytest.raises(BadAddress):
        server_id(code)
