"""Where the exchange of a process comes from."""

import os
from dataclasses import replace

import pytest

from tests.ehis.authority import Authority
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.ehis import api
from webapp.ehis.answering import Rows
from webapp.ehis.errors import AnswerRejected
from webapp.ehis.installation import FreshTrust, exchange, install_exchange, install_settings
from webapp.ehis.policy import POLICIES


@pytest.fixture(autouse=True)
def restored(settings, database):
    token = set_actor(SYSTEM)
    yield
    reset_actor(token)
    install_exchange(None)
    install_settings(settings)


def written(folder, authority):
    from cryptography.hazmat.primitives.serialization import Encoding

    (folder / "ca.pem").write_bytes(authority.certificate.public_bytes(Encoding.PEM))
    (folder / "machine.crl").write_bytes(authority.revocations().public_bytes(Encoding.PEM))


def test_a_renewed_revocation_list_is_read_without_a_restart(tmp_path):
    authority = Authority()
    written(tmp_path, authority)
    trust = FreshTrust(tmp_path / "ca.pem", tmp_path / "machine.crl")
    assert len(trust().revocations[0]) == 0
    assert trust() is trust()
    authority.revoked.append(7)
    written(tmp_path, authority)
    os.utime(tmp_path / "machine.crl", ns=(1, 1))

    assert len(trust().revocations[0]) == 1


def test_the_settings_make_an_exchange_that_speaks_to_their_address(settings, registers, database):
    install_settings(replace(settings, ehis_url=registers.url.rstrip("/")))

    assert exchange() is exchange()
    assert api.get_person("5AYS3L1", purpose="cabinet", asked_by="2ZAR9W1").given_name == "Aysel"


def test_without_certificates_the_first_question_says_so_and_the_start_does_not(settings, tmp_path):
    install_settings(replace(settings, ehis_cert=tmp_path / "none.pem"))

    with pytest.raises(OSError):
        api.get_person("5AYS3L1", purpose="cabinet", asked_by="2ZAR9W1")


@pytest.mark.parametrize("value", ["2026-02-30", "", "0000-01-01"])
def test_a_signed_day_that_no_calendar_has_rejects_the_answer(value):
    class Strange:
        def ask(self, question):
            fields = dict.fromkeys(POLICIES["getPerson"].fields, (value,))
            return Rows((fields,), None)

    install_exchange(Strange())
    with pytest.raises(AnswerRejected):
        api.get_person("5AYS3L1", purpose="cabinet", asked_by="2ZAR9W1")
