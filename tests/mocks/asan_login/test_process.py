"""The provider as a program: starts, signs somebody in over HTTP, stops and leaves nothing."""

import json
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx2
import pytest

from tests.support.ports import free_ports

pytestmark = pytest.mark.processes
PATIENCE = 20


@pytest.fixture
def sms():
    """A messaging service that keeps what it is sent."""
    received = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(201)
            self.end_headers()

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", free_ports(1)[0]), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", received
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def program(data_dir, sms):
    [port] = free_ports(1)
    command = [sys.executable, "-m", "mocks.asan_login", "--port", str(port), "--data-dir", str(data_dir)]
    process = subprocess.Popen(
        [*command, "--messaging-url", sms[0]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout.readline().startswith("ASAN Login: ")
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.communicate()


def test_the_program_serves_and_stops_when_told(program, sms):
    process, url = program
    assert httpx2.get(f"{url}/.well-known/openid-configuration").json()["issuer"] == url
    assert httpx2.get(f"{url}/phone/7LYL5H2").status_code == 200

    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=PATIENCE)

    assert process.returncode == 0
    assert "7LYL5H2" not in output + errors
