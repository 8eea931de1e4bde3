"""Others ask us over the exchange, with their own tools and the lines of docs/ehis.md, while the house runs."""

import re
import shutil
import ssl
import subprocess
import sys
from contextlib import contextmanager

import httpx2
import psycopg
import pytest

from tests.support.house import until
from webapp.config import ROOT

pytestmark = [pytest.mark.processes]
GUIDE = (ROOT / "docs/ehis.md").read_text(encoding="utf-8")
XROAD = {"X-Road-Client": "AZ/GOV/POLICE/checks", "X-Road-UserId": "AZ7FAQ6P2"}
CARRIER = "/r1/AZ/GOV/AYNA/kabinet/carrierStatus?voen=9900010101"
CERTIFICATES = "/r1/AZ/GOV/AYNA/kabinet/driverCertificates?fin=1RXN5B8"


def guide(language, house):
    """The example of the guide in this language, at the addresses of this house."""
    [text] = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    return text.replace("https://127.0.0.1:8102", house.ehis_url).replace(".data/pki", str(house.data_dir / "pki"))


@contextmanager
def agency(house, name="agency"):
    pki = house.data_dir / "pki"
    context = ssl.create_default_context(cafile=str(pki / "ca.pem"))
    context.load_cert_chain(pki / f"{name}.pem", pki / f"{name}.key")
    with httpx2.Client(base_url=house.ehis_url, verify=context, trust_env=False) as client:
        yield client


def services(client, metaservice):
    answer = client.get(f"/r1/AZ/GOV/AYNA/kabinet/{metaservice}", headers=XROAD)
    assert answer.status_code == 200, answer.text
    return answer.json()["service"]


def database(house):
    return psycopg.connect(f"postgresql://postgres@/postgres?host={house.data_dir / 'postgres'}", autocommit=True)


def test_the_curl_line_of_the_guide_works(house):
    if shutil.which("curl") is None:
        pytest.skip("no curl on this machine")
    said = subprocess.run(
        ["sh", "-c", guide("sh", house)], capture_output=True, text=True, timeout=30, check=True
    ).stdout

    assert '"name":"“Xəzər Yük” MMC"' in said


def test_the_zeep_script_of_the_guide_works(house, tmp_path):
    script = tmp_path / "ask.py"
    script.write_text(guide("python", house), encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=60, check=False)

    assert done.stdout == "('“Xəzər Yük” MMC', 'valid', 4)\n", done.stderr


def test_the_guide_names_what_there_is(house):
    with agency(house) as client:
        listed = services(client, "listMethods")
        allowed = services(client, "allowedMethods")
        described = client.get("/wsdl").text.split()
    named = re.findall(r"^\| `(\w+)` .* \| (may ask|may not) \|$", GUIDE, re.MULTILINE)

    assert sorted(one["service_code"] for one in listed) == sorted(code for code, _ in named)
    assert sorted(one["service_code"] for one in allowed) == sorted(code for code, right in named if right == "may ask")
    assert {code for code, _ in named} <= set(described)


def test_parameters_may_be_posted(house):
    with agency(house) as client:
        answer = client.post(CARRIER.partition("?")[0], json={"voen": "9900010231"}, headers=XROAD)
        described = client.get("/r1/AZ/GOV/AYNA/kabinet/getOpenAPI?serviceCode=carrierStatus", headers=XROAD).json()

    assert (answer.status_code, answer.json()["type"]) == (404, "NotFound")
    assert "X-Road-Error" not in answer.headers
    assert set(described["paths"]["/"]) == {"get", "post"}


def test_a_stranger_is_told_nothing_and_a_bad_certificate_does_not_connect(house):
    with agency(house, "stranger") as client:
        refused = client.get(CARRIER, headers={"X-Road-Client": "AZ/GOV/STRANGER/any"})
    assert (refused.status_code, refused.headers["X-Road-Error"]) == (500, "server.serverproxy.access_denied")
    for name in ("revoked", "expired", "foreign"):
        with agency(house, name) as client, pytest.raises(httpx2.TransportError):
            client.get(CARRIER, headers=XROAD)


def test_a_right_counts_from_the_next_question_and_the_person_sees_who_asked(house):
    with agency(house) as client, database(house) as connection:
        refused = client.get(CERTIFICATES, headers=XROAD)
        connection.execute(
            "INSERT INTO ehis_rights (client_id, service_id, granted_by, granted_at)"
            " SELECT c.id, s.id, 'test', now() FROM ehis_clients c, ehis_services s"
            " WHERE c.subsystem = 'checks' AND s.code = 'driverCertificates'"
        )
        answered = client.get(CERTIFICATES, headers=XROAD)
        looks = "SELECT 1 FROM audit_entries WHERE object_type = 'ehis.provided' AND object_key = %s"
        until(lambda: connection.execute(looks, [answered.headers["X-Road-Id"]]).fetchone(), 10, "a look that was kept")
        connection.execute("DELETE FROM ehis_rights WHERE granted_by = 'test'")
        again = client.get(CERTIFICATES, headers=XROAD)

    assert refused.headers["X-Road-Error"] == again.headers["X-Road-Error"] == "server.serverproxy.access_denied"
    assert [one["state"] for one in answered.json()["certificate"]] == ["valid"]
