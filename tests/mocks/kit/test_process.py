import re
import signal
import socket
import subprocess
import sys

import httpx2
import pytest

pytestmark = pytest.mark.processes
PATIENCE = 20  # less than the minute for which a request is held
TOKEN = {"X-Admin-Token": "demo-admin"}


@pytest.fixture
def operator(tmp_path):
    command = [sys.executable, "-m", "mocks.messaging", "--port", "0", "--data-dir", str(tmp_path)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.address = re.search(r"http://\S+", process.stdout.readline())[0]
    yield process
    process.kill()
    process.communicate()


def test_a_process_ends_without_waiting_for_a_request_of_a_minute(operator):
    host, port = operator.address.removeprefix("http://").split(":")
    httpx2.post(f"{operator.address}/admin/faults", json={"name": "slow", "seconds": 60}, headers=TOKEN)
    with socket.create_connection((host, int(port))) as waiting:
        waiting.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        operator.send_signal(signal.SIGTERM)
        assert operator.wait(timeout=PATIENCE) == 0


def test_a_process_writes_no_numbers_into_its_log(operator):
    httpx2.get(f"{operator.address}/api/messages?to=%2B994501234501")
    operator.send_signal(signal.SIGTERM)
    said, complained = operator.communicate(timeout=PATIENCE)
    assert "994501234501" not in said + complained


def test_the_reset_fault_breaks_the_connection(operator):
    httpx2.post(f"{operator.address}/admin/faults", json={"name": "reset", "times": 1}, headers=TOKEN)
    with pytest.raises(httpx2.TransportError):
        httpx2.get(f"{operator.address}/api/messages")
    assert httpx2.get(f"{operator.address}/api/messages").json() == []
