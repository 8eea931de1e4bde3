import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from cryptography import x509
from cryptography.x509.oid import NameOID
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from mocks.people import PEOPLE
from mocks.pki import ensure_pki
from mocks.pki.layout import MADE
from mocks.pki.machines import REGISTERS
from mocks.pki.pairs import load_certificate, load_pair

MACHINES = ("kabinet", "kabinet-gateway", "registers", "registers-sign", "agency", "stranger", "revoked", "expired")
FIRST_ACT = "from pathlib import Path; import sys; from mocks.pki import ensure_pki; ensure_pki(Path(sys.argv[1]))"


def contents(directory):
    return {path.relative_to(directory): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


def attribute(certificate, oid):
    return certificate.subject.get_attributes_for_oid(oid)[0].value


def chain_is_trusted(directory, certificate, root):
    store = Store([load_certificate(directory, root)])
    verifier = PolicyBuilder().store(store).build_client_verifier()
    try:
        verifier.verify(certificate, [load_certificate(directory, "esign-issuing")])
    except VerificationError:
        return False
    return True


def test_a_second_call_changes_nothing(pki):
    before = contents(pki)
    ensure_pki(pki)
    assert contents(pki) == before


def test_every_person_has_a_certificate_that_names_them_and_chains_to_the_root(pki):
    for person in PEOPLE:
        certificate = load_certificate(pki, f"people/{person.fin}")
        assert attribute(certificate, NameOID.SERIAL_NUMBER) == person.fin
        assert attribute(certificate, NameOID.COMMON_NAME) == person.full_name
        assert chain_is_trusted(pki, certificate, "esign-root")


def test_a_pretender_of_the_same_name_does_not_chain_to_the_root(pki):
    certificate = load_certificate(pki, "people/untrusted-7LYL5H2")
    assert certificate.issuer == load_certificate(pki, "people/7LYL5H2").issuer
    assert not chain_is_trusted(pki, certificate, "esign-root")


def test_machines_chain_to_their_own_authority_and_the_outsider_does_not(pki):
    trusted = {name: chain_is_trusted(pki, load_certificate(pki, name), "ca") for name in MACHINES}
    assert trusted == dict.fromkeys(MACHINES, True) | {"expired": False}
    assert not chain_is_trusted(pki, load_certificate(pki, "foreign"), "ca")
    assert not chain_is_trusted(pki, load_certificate(pki, "people/7LYL5H2"), "ca")


@pytest.mark.parametrize("code", REGISTERS)
def test_each_register_signs_under_its_member_path(pki, code):
    pair = load_pair(pki, f"registers/{code}")
    assert attribute(pair.certificate, NameOID.COMMON_NAME) == f"AZ/GOV/{code}"
    assert pair.certificate.public_key() == pair.key.public_key()


def test_the_expired_certificates_ended_in_the_past_and_began_under_a_valid_authority(pki):
    issuing = load_certificate(pki, "esign-issuing")
    for fin in ("2RSD4K7", "7LYL5H2"):
        certificate = load_certificate(pki, f"people/{fin}-expired")
        assert certificate.not_valid_after_utc < datetime.now(UTC)
        assert certificate.not_valid_before_utc > issuing.not_valid_before_utc


def test_authorities_last_ten_years_and_people_three(pki):
    def life(name):
        certificate = load_certificate(pki, name)
        return certificate.not_valid_after_utc - certificate.not_valid_before_utc

    assert life("ca") == life("esign-root") == life("esign-issuing") == timedelta(days=3650)
    assert life("people/5AYS3L1") == timedelta(days=1095)


def test_keys_are_readable_by_their_owner_only(pki):
    modes = {path.stat().st_mode & 0o777 for path in pki.rglob("*.key")}
    assert modes == {0o600}


def test_processes_that_start_at_once_agree_on_one_set_of_certificates(tmp_path):
    directory = tmp_path / "data" / "pki"
    starts = [subprocess.Popen([sys.executable, "-c", FIRST_ACT, str(directory)]) for _ in range(4)]
    assert [start.wait(timeout=120) for start in starts] == [0, 0, 0, 0]
    assert chain_is_trusted(directory, load_certificate(directory, "people/5AYS3L1"), "esign-root")
    assert load_pair(directory, "ca").certificate.public_key() == load_pair(directory, "ca").key.public_key()


def test_a_start_that_was_killed_half_way_is_made_whole(tmp_path):
    directory = tmp_path / "pki"
    ensure_pki(directory)
    (directory / MADE).unlink()
    (directory / "people" / "5AYS3L1.pem").unlink()
    ensure_pki(directory)
    assert chain_is_trusted(directory, load_certificate(directory, "people/5AYS3L1"), "esign-root")
    assert chain_is_trusted(directory, load_certificate(directory, "agency"), "ca")


def test_a_register_that_joins_later_is_certified_and_nobody_elses_certificate_changes(tmp_path):
    directory = tmp_path / "pki"
    ensure_pki(directory)
    for ending in ("pem", "key"):
        (directory / "registers" / f"DIM.{ending}").unlink()
    before = {path: path.read_bytes() for path in directory.rglob("*.pem")}
    ensure_pki(directory)

    assert {path: path.read_bytes() for path in before} == before
    assert chain_is_trusted(directory, load_certificate(directory, "registers/DIM"), "ca")


def test_an_ageing_revocation_list_is_made_anew_at_the_next_start(tmp_path):
    directory = tmp_path / "pki"
    ensure_pki(directory)
    path = directory / "machine.crl"
    stale = path.read_bytes()
    moment = x509.load_pem_x509_crl(stale).last_update_utc
    with time_machine.travel(moment + timedelta(days=6), tick=False):
        ensure_pki(directory)
    assert x509.load_pem_x509_crl(path.read_bytes()).next_update_utc > moment + timedelta(days=12)
