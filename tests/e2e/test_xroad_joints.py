"""What lies between the parts of the exchange, in the running house: directory, both workers, adapter, log, figures."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
import pytest

from tests.e2e.exchange_desk import QUEUE, decide, enter_office, open_case
from tests.e2e.peers import Peer, certified
from tests.e2e.test_asking_over_ehis import CARRIER, XROAD, agency
from tests.e2e.turning import turn
from tests.e2e.visitor import DESKTOP
from tests.support.house import until
from tests.support.stopwatch import stopwatch
from webapp.config import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.processes]
STATUS = "carrierStatus?voen=9900010101"
POLICE = "AZ/GOV/POLICE/checks"
WHO = "Baş Dövlət Yol Polisi"


@pytest.fixture(scope="module")
def police(house, tmp_path_factory):
    return Peer.of_files(house, POLICE, "agency", tmp_path_factory.mktemp("police"))


@pytest.fixture(scope="module")
def office(house, cast):
    """The head of section at her desk, and the police's case."""
    visitor = cast(screen=DESKTOP)
    enter_office(visitor)
    visitor.case = open_case(visitor, WHO)
    return visitor


@contextmanager
def rows(house):
    address = f"postgresql://postgres@/postgres?host={house.data_dir / 'postgres'}"
    with psycopg.connect(address, autocommit=True) as connection:
        yield connection


def crowd(police, **how):
    """Sixteen requests over connections of their own: both workers answer some."""
    with ThreadPoolExecutor(8) as threads:
        return {said[:1] if said[0] else said for said in threads.map(lambda _: police.ask(STATUS, **how), range(16))}


def test_the_operator_blocks_and_within_a_second_both_workers_refuse(house, office, police):
    with agency(house) as client:
        assert client.get(CARRIER, headers=XROAD).status_code == 200
        decide(
            office,
            f"{office.case}/decision",
            "block",
            proving=True,
            reason="1",
            text="Portala yüklənmə",
            confirmed=True,
        )
        with stopwatch() as watch:
            refused = client.get(CARRIER, headers=XROAD)
        assert refused.headers["X-Road-Error"] == "server.serverproxy.access_denied"
        assert watch.seconds < 1
        assert crowd(police) == {(0, "access_denied")}
        time.sleep(0.6)  # from now on they are turned away before they are read
        assert client.get(CARRIER, headers=XROAD).headers["X-Road-Error"] == "server.serverproxy.access_denied"
        assert crowd(police) == {(0, "access_denied")}
        assert "bloklanıb" in office.words

        decide(office, f"{office.case}/decision", "unblock", text="Səbəb aradan qaldırılıb")
        until(lambda: client.get(CARRIER, headers=XROAD).status_code == 200, 2, "let in again")
    assert crowd(police) == {(200,)}


def test_an_official_taken_off_the_contracts_list_is_refused_with_the_next_request(house, office, police):
    assert police.ask(STATUS, user="AZ7FAQ6P2")[0] == 200
    page = office.go(f"{office.case}/contract")
    line = page.locator("main .task").filter(has_text="Rüstəmov")
    turn(page, line.get_by_role("button"))
    assert police.ask(STATUS, user="AZ7FAQ6P2") == (0, "access_denied")
    assert police.ask(STATUS, user="AZ4LQR2J5")[0] == 200

    said = {"fin": "7FAQ6P2", "name": "Rüstəmov Faiq Zahid oğlu", "post": "Növbətçi müfəttiş"}
    decide(office, f"{office.case}/decision", "official", **said)
    assert police.ask(STATUS, user="AZ7FAQ6P2")[0] == 200


def test_data_outside_the_contracts_list_are_refused_and_so_is_what_breaks_the_structure(police):
    assert police.ask("driverCertificates?fin=1RXN5B8") == (0, "access_denied")
    assert police.ask("nothingOfTheKind?fin=1RXN5B8") == (0, "access_denied")
    status, said = police.ask("carrierStatus?voen=99")
    assert (status, said["type"]) == (400, "InvalidParameter")
    assert police.ask("carrierStatus?voen=9900010101&more=1")[0] == 400


def test_a_group_is_granted_what_a_member_may_not(house, office, police):
    page = office.go(f"{QUEUE}/groups")
    page.locator("[name=code]").fill("roadside")
    page.locator("[name=title]").fill("Yol nəzarəti orqanları")
    office.press("Yadda saxla")
    with rows(house) as connection:
        connection.execute(
            "INSERT INTO ehis_rights (group_id, service_id, granted_by, granted_at)"
            " SELECT g.id, s.id, 'test', now() FROM ehis_groups g, ehis_services s"
            " WHERE g.code = 'roadside' AND s.code = 'driverCertificates'"
        )
    asked = "driverCertificates?fin=1RXN5B8"
    assert police.ask(asked) == (0, "access_denied")
    for words, expected in (("Qrupa daxil et", 200), ("Qrupdan çıxar", 0)):
        office.page.locator("[name=client]").select_option(POLICE)
        office.press(words)
        assert police.ask(asked)[0] == expected


def test_a_right_to_get_alone_is_no_right_to_post(house, police):
    body = b'{"fin": "1RXN5B8"}'
    with rows(house) as connection:
        connection.execute(
            "INSERT INTO ehis_rights (client_id, service_id, method, path, granted_by, granted_at)"
            " SELECT c.id, s.id, 'GET', '/**', 'test', now() FROM ehis_clients c, ehis_services s"
            " WHERE c.subsystem = 'checks' AND s.code = 'driverCertificates'"
        )
        assert police.ask("driverCertificates?fin=1RXN5B8")[0] == 200
        assert police.ask("driverCertificates", method="POST", body=body) == (0, "access_denied")
        connection.execute("DELETE FROM ehis_rights WHERE granted_by = 'test' AND method = 'GET'")
        assert police.ask("driverCertificates?fin=1RXN5B8") == (0, "access_denied")


@contextmanager
def version(house, **changes):
    """The one version of carrierStatus changed for a while."""
    which = "FROM ehis_services s WHERE s.id = service_id AND s.code = 'carrierStatus'"
    new = ", ".join(f"{name} = %({name})s" for name in changes)
    with rows(house) as connection:
        connection.execute(f"UPDATE ehis_service_versions SET {new} {which}", changes)  # noqa: S608 - constants of this module
        try:
            yield connection
        finally:
            connection.execute(f"UPDATE ehis_service_versions SET state = 'live', ends_at = NULL {which}")  # noqa: S608 - the same


def test_an_ended_version_says_so_clearly(house, police):
    with version(house, ends_at="2026-01-01"):
        assert police.ask(STATUS) == (0, "service_disabled")
    assert police.ask(STATUS)[0] == 200


def test_who_asks_from_the_test_environment_gets_test_data_and_never_the_registers(house, police, tmp_path):
    trial = Peer(house, "AZ/GOV/TRIAL/trial", certified(house, "AZ/GOV/TRIAL"), tmp_path)
    with version(house, state="test") as connection:
        connection.execute(
            "INSERT INTO ehis_members (code, name, state, at) VALUES ('AZ/GOV/TRIAL', 'Sınaq', 'registered', now());"
            "INSERT INTO ehis_clients (member_id, subsystem, environment)"
            " SELECT id, 'trial', 'test' FROM ehis_members WHERE code = 'AZ/GOV/TRIAL';"
            "INSERT INTO ehis_rights (client_id, service_id, granted_by, granted_at)"
            " SELECT c.id, s.id, 'test', now() FROM ehis_clients c, ehis_services s"
            " WHERE c.subsystem = 'trial' AND s.code = 'carrierStatus'"
        )
        status, said = trial.ask("carrierStatus?voen=9900010361")  # no carrier at all
        assert (status, said["voen"]) == (200, "9900010361")
        assert police.ask(STATUS) == (0, "unknown_service")
        looked = connection.execute("SELECT count(*) FROM audit_entries WHERE object_type = 'ehis.provided'").fetchone()
    assert trial.ask(STATUS) == (0, "unknown_service")
    assert police.ask("carrierStatus?voen=9900010361")[0] == 404
    assert police.ask(STATUS)[1] != said | {"voen": "9900010101"}
    with rows(house) as connection:
        after = connection.execute("SELECT count(*) FROM audit_entries WHERE object_type = 'ehis.provided'").fetchone()
    assert looked == after


def test_the_person_of_a_posted_question_finds_who_looked(house, police):
    with rows(house) as connection:
        before = connection.execute("SELECT count(*) FROM ehis_archive WHERE side = 'provided'").fetchone()[0]
        assert police.ask("carrierStatus", method="POST", body=b'{"voen": "9900010101"}')[0] == 200
        after = connection.execute("SELECT count(*) FROM ehis_archive WHERE side = 'provided'").fetchone()[0]
    assert after - before == 2


COUNTS = """
SELECT direction,
  count(*) FILTER (WHERE succeeded) AS measured,
  (SELECT count(*) FROM ehis_archive a WHERE a.side = e.direction AND a.direction = 'answer'
     AND a.outcome IN ('sent', 'answered', 'not_found')) AS kept
FROM ehis_stats.exchanges e GROUP BY direction ORDER BY direction
"""


def test_figures_and_log_count_the_same_exchanges(house):
    with rows(house) as connection:
        found = {direction: (measured, kept) for direction, measured, kept in connection.execute(COUNTS)}
        outcomes = connection.execute("SELECT side, direction, outcome, count(*) FROM ehis_archive GROUP BY 1, 2, 3")
        every = outcomes.fetchall()
    assert found["provided"][0] > 30
    assert all(measured == kept for measured, kept in found.values()), every


def test_the_chain_of_the_log_is_unbroken_after_all_this(house):
    command = (sys.executable, "-m", "flask", "--app", "wsgi", "ehis", "verify-archive")
    done = subprocess.run(
        command, cwd=ROOT, env=house.environ, capture_output=True, text=True, check=False, timeout=120
    )

    assert done.returncode == 0, done.stderr
    assert "are as they were written" in done.stdout
