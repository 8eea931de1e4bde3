"""A statement is signed together with a PDF, with one PIN: both stand, or there is neither."""

import subprocess

import pytest
from sqlalchemy import select, update

from tests.signing.conftest import LEYLA, NIGAR
from webapp.core import db, files
from webapp.core.transaction import transaction
from webapp.signing.api import (
    request_signature,
    seal_bytes,
    signed_statement,
    validate_detached,
    validate_pdf,
)
from webapp.signing.errors import SealUnavailable
from webapp.signing.models import SignatureRequest

STATEMENT = b'{"action":"accept","waybill":"01J"}'


@pytest.fixture
def asked_both(database, phone, facts, paper, leyla):
    with transaction():
        return request_signature(
            purpose="test.paper", ref="1", pdf=paper, text="Qaimə № 1", actor=leyla, statement=STATEMENT
        )


def row(public_id):
    with transaction(read_only=True):
        return db.session().scalar(select(SignatureRequest).where(SignatureRequest.public_id == public_id))


def kept(public_id):
    with transaction(read_only=True):
        return signed_statement(public_id)


@pytest.fixture
def signed(asked_both, phone, work):
    phone.always_confirms(LEYLA)
    work()
    return kept(asked_both)


def test_one_pin_signs_the_pdf_and_the_statement(asked_both, signed, phone, facts):
    (order,) = [session.order for session in phone.received]
    assert len(order.digests) == 2
    assert signed.statement == STATEMENT
    (report,) = validate_detached([(STATEMENT, signed.cms)])
    with transaction(read_only=True):
        (paper,) = validate_pdf(files.read(facts[0].file_id))
    assert (report.valid, report.signer_fin, report.certificate_number) == (True, LEYLA, facts[0].certificate_number)
    assert (paper.valid, paper.signer_fin) == (True, LEYLA)


def test_the_control_code_stands_for_both_digests(asked_both, phone, work):
    work(until="signing.start")
    assert row(asked_both).control_code == phone.received[0].code


def test_a_changed_byte_of_the_statement_is_found(signed):
    for place in range(0, len(STATEMENT), 7):
        changed = bytearray(STATEMENT)
        changed[place] ^= 1
        assert [one.why for one in validate_detached([(bytes(changed), signed.cms)])] == ["broken"]


def test_no_changed_byte_of_the_signature_passes_as_another_one(signed):
    for place in range(40, len(signed.cms), len(signed.cms) // 40):
        changed = bytearray(signed.cms)
        changed[place] ^= 1
        (report,) = validate_detached([(STATEMENT, bytes(changed))])
        assert not report.valid or report.signer_fin == LEYLA


def test_a_signature_over_something_else_in_second_place_is_refused(asked_both, phone, work, facts):
    phone.always_confirms(LEYLA)
    phone.fault("other-hash", subject=LEYLA, times=1)
    work()
    assert (row(asked_both).state, row(asked_both).reason) == ("failed", "hash_mismatch")
    assert kept(asked_both) is None
    assert [type(fact).__name__ for fact in facts] == ["SignatureEnded"]


def test_a_certificate_of_somebody_else_is_refused(asked_both, phone, work):
    phone.always_confirms(LEYLA)
    phone.fault("wrong-person", subject=LEYLA)
    work()
    assert (row(asked_both).state, row(asked_both).reason) == ("failed", "wrong_person")


def test_a_certificate_that_was_revoked_before_is_refused(asked_both, phone, work):
    phone.always_confirms(LEYLA)
    phone.fault("revoked-certificate", subject=LEYLA)
    work()
    assert (row(asked_both).state, row(asked_both).reason) == ("failed", "revoked")


def test_the_database_keeps_no_completed_request_whose_statement_is_unsigned(signed, asked_both):
    with pytest.raises(Exception, match="statement_is_signed"), transaction():
        db.session().execute(
            update(SignatureRequest).where(SignatureRequest.public_id == asked_both).values(statement_cms=None)
        )


def test_openssl_proves_the_statement_without_us(signed, tmp_path, pki):
    (tmp_path / "act.p7s").write_bytes(signed.cms)
    (tmp_path / "act.json").write_bytes(signed.statement)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any", "-cades"]
    command += ["-in", "act.p7s", "-content", "act.json", "-CAfile", str(pki / "esign-root.pem"), "-out", "said.json"]
    proved = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=10)
    assert proved.returncode == 0, proved.stderr
    (tmp_path / "act.json").write_bytes(signed.statement.replace(b"accept", b"refuse"))
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=10).returncode != 0


def test_the_portals_seal_stands_and_is_not_given_without_a_time_stamp(database, phone):
    seal = seal_bytes(STATEMENT)
    (report,) = validate_detached([(STATEMENT, seal)])
    assert (report.valid, report.signer_name) == (True, "AYNA elektron möhürü")
    phone.fault("tsa-down")
    with pytest.raises(SealUnavailable):
        seal_bytes(STATEMENT)


def test_who_did_not_sign_is_not_shown_as_the_signer(signed, leyla):
    assert validate_detached([(STATEMENT, signed.cms)])[0].signer_fin != NIGAR
