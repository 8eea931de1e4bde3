"""Asking the information system over TLS: believed by the exchange's authority alone, and shown our certificate."""

import os
import socket
import subprocess
from contextlib import closing
from dataclasses import replace

import pytest

from tests.ehis.gateway.processes import SECRET, information_system, running_gateway, stop, tls_of, until
from tests.ehis.gateway.test_adapter import GET, close, kind
from tests.ehis.server.test_process import ADAPTER, outcome, told
from tests.support.ports import free_ports
from webapp.config import ROOT
from webapp.core.crypto import install_secret
from webapp.ehis.gateway.adapter import Adapter
from webapp.ehis.provider.token import adapter_token
from webapp.ehis.server.outgoing import OutgoingContext
from webapp.processes.programs import own


@pytest.fixture
def ours(settings, pki):
    return replace(
        settings, ehis_cert=pki / "kabinet.pem", ehis_key=pki / "kabinet.key", ehis_ca=pki / "ca.pem", host="127.0.0.1"
    )


def adapter_at(port, ours):
    return Adapter(lambda: f"https://127.0.0.1:{port}", "word", OutgoingContext(ours, lambda: None))


def test_it_is_asked_over_a_kept_tls_connection(ours, pki):
    with information_system(tls_of(pki, "kabinet-gateway")) as behind:
        adapter = adapter_at(behind.server_address[1], ours)

        assert [adapter.ask(GET).body for _ in range(3)] == [b"described: /wsdl"] * 3
        ((_, kept),) = adapter._idle.queue
        assert kept._socket.version() in {"TLSv1.2", "TLSv1.3"}
        assert kept._socket.getpeercert()
        close(adapter)


@pytest.mark.parametrize("wrong", ["foreign", "agency"])
def test_a_wrong_certificate_is_refused_before_a_word_is_said(ours, pki, wrong):
    """One of another authority, and one of this authority for somebody else: no name of the adaptation server in it."""
    with information_system(tls_of(pki, wrong)) as behind:
        assert kind(adapter_at(behind.server_address[1], ours)) == "network_error"
        assert behind.tokens == set()


def test_a_server_without_tls_is_refused_where_tls_was_set(ours):
    with information_system() as behind:
        assert kind(adapter_at(behind.server_address[1], ours)) == "network_error"
        assert behind.tokens == set()


def test_who_shows_no_certificate_is_refused_by_it(ours, pki):
    with information_system(tls_of(pki, "kabinet-gateway")) as behind:
        stranger = replace(ours, ehis_cert=pki / "foreign.pem", ehis_key=pki / "foreign.key")
        assert kind(adapter_at(behind.server_address[1], stranger)) == "network_error"


@pytest.mark.processes
def test_the_program_asks_over_tls_as_soon_as_the_administrator_says_so(server, pki, tmp_path):
    install_secret(SECRET)
    with (
        running_gateway(server, pki, tmp_path) as world,
        information_system(tls_of(pki, "kabinet-gateway")) as secure,
        information_system(tls_of(pki, "foreign")) as false,
    ):
        before = outcome(world)
        told(world, ADAPTER, (f"https://127.0.0.1:{false.server_address[1]}",))
        until(lambda: outcome(world) == "network_error", 5)
        told(world, ADAPTER, (f"https://127.0.0.1:{secure.server_address[1]}",))
        until(lambda: {outcome(world) for _ in range(6)} == {before} and secure.tokens, 5)

        assert false.tokens == set()


@pytest.mark.processes
def test_our_adaptation_server_speaks_tls_to_who_shows_a_certificate_of_the_exchange(ours, tmp_path, database_url):
    (port,) = free_ports(1)
    house = replace(ours, ehis_adapter_port=port, ehis_adapter_tls=True)
    (program,) = (one for one in own(house) if one.name == "adapter")
    environ = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": SECRET,
        "EHIS_ADAPTER_PORT": str(port),
        "EHIS_ADAPTER_TLS": "1",
    }
    install_secret(SECRET)
    adapter = Adapter(lambda: house.ehis_adapter_url, adapter_token(), OutgoingContext(house, lambda: None))
    with (tmp_path / "adapter.log").open("ab") as log:
        process = subprocess.Popen(
            program.command, cwd=ROOT, env=environ, stdout=log, stderr=log, start_new_session=True
        )
    try:
        until(lambda: _there(port), 60)
        assert b"carrierStatus" in adapter.ask(GET, seconds=10).body
        stranger = replace(house, ehis_cert=house.ehis_ca.parent / "foreign.pem")
        stranger = replace(stranger, ehis_key=house.ehis_ca.parent / "foreign.key")
        assert kind(Adapter(lambda: house.ehis_adapter_url, adapter_token(), OutgoingContext(stranger, lambda: None)))
        close(adapter)
    finally:
        stop(process)


def _there(port):
    with closing(socket.socket()) as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
