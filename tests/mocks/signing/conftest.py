import base64
import uuid
from dataclasses import dataclass
from hashlib import sha256

import pytest
from flask.testing import FlaskClient

from mocks.pki import ensure_pki
from mocks.signing.app import create_app

LEYLA, RASHAD, AYSEL = "7LYL5H2", "2RSD4K7", "5AYS3L1"
TOKEN = {"X-Admin-Token": "demo-admin"}
SECRET = ("kabinet", "kabinet-signing-secret")


@dataclass
class Portal:
    """The portal's side of the interface."""

    client: FlaskClient

    def order(self, fin=LEYLA, content=b"waybill", **other):
        return {
            "fin": fin,
            "hash": base64.b64encode(sha256(content).digest()).decode(),
            "hash_algorithm": "SHA-256",
            "display_text": "EYQ-2026-000117 qaiməsini imzalayın",
            "means": "sima",
            "idempotency_key": uuid.uuid4().hex,
        } | other

    def post(self, order):
        return self.client.post("/v1/signatures", json=order, auth=SECRET)

    def start(self, **order):
        return self.post(self.order(**order)).get_json()["session_id"]

    def collect(self, session_id, timeout_ms=0):
        return self.client.get(f"/v1/signatures/{session_id}?timeout_ms={timeout_ms}", auth=SECRET).get_json()

    def certificate(self, fin):
        return self.client.get(f"/v1/certificates/{fin}", auth=SECRET)

    def phone(self, session_id, fin=LEYLA, **form):
        return self.client.post(f"/phone/{fin}/{session_id}", data=form, follow_redirects=True).get_data(as_text=True)

    def confirm(self, session_id, fin=LEYLA):
        return self.phone(session_id, fin, action="confirm", pin="1234")

    def admin(self, path, **body):
        answer = self.client.post(f"/admin/{path}", json=body, headers=TOKEN)
        assert answer.status_code < 300
        return answer


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory):
    directory = tmp_path_factory.mktemp("data")
    ensure_pki(directory / "pki")
    return directory


@pytest.fixture(scope="session")
def pki(data_dir):
    return data_dir / "pki"


@pytest.fixture
def portal(data_dir):
    return Portal(create_app(data_dir).test_client())
