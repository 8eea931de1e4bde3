"""The station's pages: everybody must show the password, everything is seen but messages."""

import csv
import io
import json
import re
from datetime import timedelta

import html5lib
import pytest
from prometheus_client.parser import text_string_to_metric_families

from tests.ehis.monitoring.conftest import ENTRANCE, ORDINARY, basic, beat, keep
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.ehis.asking.models import BreakerRow
from webapp.ehis.monitoring.models import CertificateInUse, Spell
from webapp.ehis.monitoring.settings import StationSettings
from webapp.ehis.monitoring.station.application import station_application

SVG = "{http://www.w3.org/2000/svg}"
PAGES = ("/", "/services", "/statistics", "/availability")
EVERYTHING = (*PAGES, "/statistics.csv", "/statistics.json", "/metrics", "/healthz", "/messages/1", "/nothing")


def words(response):
    """The visible words of a well-formed page."""
    document = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(response.text)
    return " ".join(" ".join(document.find("body").itertext()).split())


def furnished():
    for component in ("gateway", "adapter", "portal", "worker"):
        beat(component, clock_offset_ms=3, queue_depth=2, archive_lag_s=12, last_stamp_at=now())
    keep(*({"total_ms": 20 + number, "service_ms": 10} for number in range(10)))
    keep({"direction": "asked", "service": "AZ/GOV/DIN/registers/getPerson/v1", "client": "AZ/GOV/AYNA/kabinet"})
    keep({"succeeded": False, "fault_code": "access_denied"})
    with transaction() as session:
        session.add(Spell(component="gateway", began_at=now() - timedelta(hours=5), seen_at=now()))
        certificate = {"component": "gateway", "purpose": "tls", "fingerprint": "ab" * 32}
        session.merge(CertificateInUse(**certificate, not_after=now() + timedelta(days=13), at=now()))
        breaker = {"process": "1", "service": "getPerson", "state": "open"}
        session.merge(BreakerRow(**breaker, since=now(), at=now()))


@pytest.mark.parametrize("address", [*EVERYTHING, "/static/css/kabinet.00000000.css"])
@pytest.mark.parametrize("shown", ["", "Basic eA==", "Basic !", "Bearer x", basic("station", "wrong")])
def test_nothing_is_shown_without_the_password(station, address, shown):
    response = station.get(address, headers={"Authorization": shown})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic ")
    assert "kabinet.css" not in response.text or "Giriş" in response.text


def test_ten_wrong_passwords_shut_the_door_for_a_minute_even_to_the_right_one(station):
    for _ in range(10):
        assert station.get("/", headers={"Authorization": basic("station", "guess")}).status_code == 401
    shut = station.get("/healthz")
    assert shut.status_code == 429
    assert 1 <= int(shut.headers["Retry-After"]) <= 61


def test_the_status_page_shows_the_four_components_of_the_law(station):
    furnished()
    shown = words(station.get("/"))
    for name in ("Təhlükəsizlik serveri", "Uyğunlaşdırma (adaptasiya) serveri", "İstifadəçi interfeysi"):
        assert name in shown
    assert (
        "Lokal monitorinq stansiyası İşləyir" in shown.replace("İşləyir Lokal", "Lokal") or "http://localhost/" in shown
    )  # it has just answered
    assert "https://127.0.0.1:8443/" in shown
    assert "13 gün" in shown or "12 gün" in shown
    assert "Sorğular dayandırılıb" in shown
    assert "getPerson servisinə sorğular dayandırılıb." in shown


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_page_is_well_formed_has_one_heading_and_no_inline_anything(station, address, language):
    furnished()
    response = station.get(f"{address}?lang={language}&period=hour")
    assert response.status_code == 200
    words(response)
    assert f'<html lang="{language}">' in response.text
    assert response.text.count("<h1") == 1
    ids = re.findall(r'\sid="([^"]+)"', response.text)
    assert len(ids) == len(set(ids))
    assert not re.search(r"<script|\sstyle=|\son\w+=|⟦", response.text)
    assert "script-src" not in response.headers["Content-Security-Policy"]


def test_an_empty_database_is_no_error(station):
    for address in PAGES:
        assert station.get(address).status_code == 200


def test_a_stopped_server_is_named_within_a_minute(station):
    beat("gateway", ago=29)
    assert "cavab vermir" not in words(station.get("/"))
    beat("gateway", ago=31)
    shown = words(station.get("/"))
    assert "Təhlükəsizlik serveri cavab vermir" in shown
    assert "Dayanıb" in shown


def test_a_server_that_takes_no_messages_is_named(station):
    beat("gateway", state="refusing", archive_lag_s=15_000)
    shown = words(station.get("/"))
    assert "mesaj qəbul etmir" in shown
    assert "Mesajlar jurnalı zaman damğasını 4 saat gözləyir" in shown


def test_the_services_page_keeps_our_own_time_apart(station):
    furnished()
    shown = words(station.get("/services"))
    assert "AZ/GOV/AYNA/kabinet/carrierStatus/v1" in shown
    assert "AZ/GOV/DIN/registers/getPerson/v1" in shown
    assert "Öz vaxtımız" in shown


def test_charts_have_a_name_a_description_and_a_table_beside_them(station):
    furnished()
    document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(station.get("/statistics").text)
    charts = [svg for svg in document.iter(f"{SVG}svg") if svg.get("role") == "img"]
    assert len(charts) == 4
    for chart in charts:
        title, description = chart.get("aria-labelledby").split()
        assert chart.find(f"{SVG}title").get("id") == title
        assert chart.find(f"{SVG}desc").get("id") == description
    assert len(list(document.iter("details"))) == 2


@pytest.mark.parametrize("address", ["/messages", "/messages/0f0c2a8e", "/messages/a/b"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_message_is_never_shown(station, address, method):
    response = getattr(station, method)(address)
    assert response.status_code == 403
    assert "2.7" in words(response)


def test_exports_hide_what_may_be_one_person(station):
    keep(*({"total_ms": 100} for _ in range(7)), {"succeeded": False, "fault_code": "access_denied"})
    keep(*({"client": "AZ/GOV/TAXES/audit", "total_ms": 777, "succeeded": False} for _ in range(4)))
    rows = station.get("/statistics.json").get_json()["rows"]
    by_client = {row["client"]: row for row in rows}
    assert by_client[ORDINARY["client"]]["calls"] == 8
    assert by_client[ORDINARY["client"]]["failed"] == "<5"
    few = by_client["AZ/GOV/TAXES/audit"]
    assert (few["calls"], few["failed"], few["mean_total_ms"], few["mean_own_ms"]) == ("<5", None, None, None)

    response = station.get("/statistics.csv?period=week")
    table = list(csv.DictReader(io.StringIO(response.text)))
    assert {row["calls"] for row in table} == {"8", "<5"}
    assert "777" not in response.text
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed(station):
    keep(*({"client": "=1+1", "service": "-"} for _ in range(5)))
    assert ",'=1+1,'-," in station.get("/statistics.csv").text


def test_metrics_are_prometheus(station):
    furnished()
    beat("portal", ago=90)
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(station.get("/metrics").text)
        for sample in family.samples
    }
    assert samples["kabinet_ehis_up", "gateway"] == 1
    assert samples["kabinet_ehis_up", "portal"] == 0
    assert samples["kabinet_ehis_breaker_state", "getPerson"] == 2
    assert samples["kabinet_ehis_archive_lag_seconds",] == 12
    service = "provided", "AZ/GOV/AYNA/kabinet/carrierStatus", "v1", "soap"
    assert samples["kabinet_ehis_exchanges_last_hour", *sorted([*service, "good"])] == 10


def test_without_a_database_it_says_so(app):
    nowhere = StationSettings(8445, "postgresql://kabinet_station:x@127.0.0.1:1/none", "station", ENTRANCE)
    visitor = station_application(nowhere).test_client()
    visitor.environ_base["HTTP_AUTHORIZATION"] = basic("station", ENTRANCE)
    response = visitor.get("/")
    assert response.status_code == 503
    assert "baza" in words(response)
    assert visitor.get("/metrics").status_code == 503
    assert visitor.get("/healthz").status_code == 200


def test_with_a_role_that_reads_more_nothing_is_shown(url, committing):
    application = station_application(StationSettings(8445, url, "station", ENTRANCE))
    visitor = application.test_client()
    visitor.environ_base["HTTP_AUTHORIZATION"] = basic("station", ENTRANCE)
    for address in (*PAGES, "/metrics", "/statistics.json"):
        assert visitor.get(address).status_code == 503
    application.extensions["station_source"].close()


def test_json_and_html_hold_no_address_of_a_person(station):
    furnished()
    assert set(json.loads(station.get("/statistics.json").text)["rows"][0]) == {
        *("day", "direction", "client", "service", "version", "protocol"),
        *("calls", "failed", "mean_total_ms", "mean_own_ms"),
    }
