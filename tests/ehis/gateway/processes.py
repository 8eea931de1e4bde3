"""The real program over the demo certificates, with a made-up information system behind it."""

import http.client
import os
import signal
import ssl
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.ehis.gateway.world import World, fill_directory, status_answer
from tests.support.database import fresh_database
from tests.support.ports import free_ports
from webapp.config import ROOT
from webapp.ehis.gateway.adapter import Asked
from webapp.ehis.gateway.reply import HttpAnswer
from webapp.ehis.sign import SigningKey
from webapp.ehis.trust import TrustStore

SECRET = "s" * 40


class InformationSystem(ThreadingHTTPServer):
    """Answers SOAP as the fake adapter does, to whoever shows a token."""

    daemon_threads = True

    class RequestHandlerClass(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.tokens.add(self.headers["Authorization"])
            answered = status_answer(Asked("POST", "/", (), body))
            self.send_response(answered.status)
            self.send_header("Content-Length", str(len(answered.body)))
            self.end_headers()
            self.wfile.write(answered.body)

        def do_GET(self):
            body = f"described: {self.path}".encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    def __init__(self, context=None):
        self.tokens = set()
        super().__init__(("127.0.0.1", 0), self.RequestHandlerClass)
        if context is not None:
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def handle_error(self, *_):
        """Say nothing of connections that the other side broke off."""


def tls_of(pki, name, *, key=None):
    """Return the context of a server that shows the certificate `name` and wants one of the exchange's authority."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pki / f"{name}.pem", pki / f"{key or name}.key")
    context.load_verify_locations(pki / "ca.pem")
    context.verify_mode = ssl.CERT_REQUIRED
    return context


@contextmanager
def information_system(context=None):
    """Run one until the block ends, over TLS if `context` is given."""
    behind = InformationSystem(context)
    Thread(target=behind.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield behind
    finally:
        behind.shutdown()
        behind.server_close()


@dataclass
class RealWorld(World):
    """The world whose keys are those of the demo, and whose server is a process behind TLS."""

    pki: object = None
    port: int = 0
    process: object = None

    def __post_init__(self):
        super().__post_init__()
        self.store = TrustStore.from_files(self.pki / "ca.pem", self.pki / "machine.crl")
        self.agency, self.stranger = self.key("agency"), self.key("stranger")
        self.ours = self.key("kabinet")

    def key(self, name):
        return SigningKey.from_files(self.pki / f"{name}.key", self.pki / f"{name}.pem")

    def context(self, name="agency"):
        context = ssl.create_default_context(cafile=self.pki / "ca.pem")
        if name:
            context.load_cert_chain(self.pki / f"{name}.pem", self.pki / f"{name}.key")
        return context

    def connection(self, name="agency"):
        return http.client.HTTPSConnection("127.0.0.1", self.port, context=self.context(name), timeout=10)

    def post(self, raw, *, over=None, name="agency", **headers):
        """Send `raw`, signed by the agency, over a connection of `name`; return what comes."""
        call = self.call(raw)
        connection = over or self.connection(name)
        try:
            connection.request("POST", "/", call.read(100_000), {"Content-Type": call.content_type, **headers})
            return read(connection)
        finally:
            if over is None:
                connection.close()

    def get(self, path, name="agency"):
        connection = self.connection(name)
        try:
            connection.request("GET", path)
            return read(connection)
        finally:
            connection.close()


def read(connection):
    response = connection.getresponse()
    return HttpAnswer(response.status, response.getheader("Content-Type") or "", response.read())


@contextmanager
def running_gateway(server, pki, folder):
    """The program in a process of its own, until the block ends."""
    behind = InformationSystem()
    Thread(target=behind.serve_forever, daemon=True).start()
    (port,) = free_ports(1)
    with fresh_database(server, "gateway_process") as url:
        world = RealWorld(url, folder, pki=pki, port=port)
        fill_directory(world)
        world.behind = behind
        environ = {
            **os.environ,
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": SECRET,
            "EHIS_CA": str(pki / "ca.pem"),
            "EHIS_CERT": str(pki / "kabinet.pem"),
            "EHIS_KEY": str(pki / "kabinet.key"),
            "EHIS_GATEWAY_PORT": str(port),
            "EHIS_ADAPTER_PORT": str(behind.server_address[1]),
        }
        with (folder / "gateway.log").open("ab") as log:
            world.process = start(environ, log)
        try:
            until(lambda: answers(world), 60)
            yield world
        finally:
            stop(world.process)
            world.close()
            behind.shutdown()
            behind.server_close()


def start(environ, log):
    command = (sys.executable, "-m", "webapp.ehis.gateway")
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True)


def stop(process):
    process.terminate()
    try:
        process.wait(10)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def answers(world):
    with suppress(OSError, http.client.HTTPException):
        return world.get("/wsdl").status == 200
    return False


def until(true, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return
        time.sleep(0.05)
    raise AssertionError("it did not become true in time")
