import base64
import re
import signal
import subprocess
import sys
import threading

import httpx2
import pytest

pytestmark = pytest.mark.processes
PATIENCE = 20  # less than the minute for which a portal may wait
SECRET = ("kabinet", "kabinet-signing-secret")
ORDER = {
    "fin": "7LYL5H2",
    "hash": base64.b64encode(bytes(32)).decode(),
    "hash_algorithm": "SHA-256",
    "display_text": "EYQ-2026-000117",
    "means": "asan_imza",
    "idempotency_key": "1",
}


@pytest.fixture
def service(data_dir):
    command = [sys.executable, "-m", "mocks.signing", "--port", "0", "--data-dir", str(data_dir)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.address = re.search(r"http://\S+", process.stdout.readline())[0]
    yield process
    process.kill()
    process.communicate()


def wait_for_the_person(client, address, session_id, answers):
    try:
        answers.append(client.get(f"{address}/v1/signatures/{session_id}?timeout_ms=60000").json()["state"])
    except httpx2.TransportError as error:
        answers.append(type(error).__name__)


def test_the_service_ends_at_once_while_a_portal_waits_and_logs_no_person(service):
    with httpx2.Client(auth=SECRET, timeout=30) as client:
        session_id = client.post(f"{service.address}/v1/signatures", json=ORDER).json()["session_id"]
        answers = []
        waiting = threading.Thread(target=wait_for_the_person, args=(client, service.address, session_id, answers))
        waiting.start()
        assert client.get(f"{service.address}/phone/7LYL5H2").status_code == 200
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=PATIENCE) == 0
        waiting.join(timeout=PATIENCE)
        assert answers in (["RemoteProtocolError"], ["ReadError"], ["ConnectError"])  # cut off, not answered
    said, complained = service.communicate(timeout=PATIENCE)
    assert "7LYL5H2" not in said + complained


def test_many_portals_wait_at_once_while_phones_are_answered(service):
    with httpx2.Client(auth=SECRET, timeout=30) as client:
        ids = [
            client.post(f"{service.address}/v1/signatures", json=ORDER | {"idempotency_key": str(number)}).json()[
                "session_id"
            ]
            for number in range(12)
        ]
        answers = []
        waiting = [
            threading.Thread(target=wait_for_the_person, args=(client, service.address, session_id, answers))
            for session_id in ids
        ]
        for thread in waiting:
            thread.start()
        for session_id in ids:
            form = {"action": "confirm", "pin": "1234"}
            assert client.post(f"{service.address}/phone/7LYL5H2/{session_id}", data=form).status_code == 303
        for thread in waiting:
            thread.join(timeout=PATIENCE)
    assert answers == ["COMPLETE"] * 12
