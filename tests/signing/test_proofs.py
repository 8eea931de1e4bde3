"""What a signed file proves: now, changed, in four years; and the portal's own seal."""

from dataclasses import replace
from datetime import timedelta

import pytest
import typst

from tests.signing.rows import poppler, signed_file
from webapp.core.clock import now
from webapp.signing.api import SealUnavailable, seal_pdf, validate_pdf
from webapp.signing.pades.reports import BROKEN, NO_TIME_STAMP, UNTRUSTED

LEYLA = "7LYL5H2"


@pytest.fixture
def signed(asked, work, phone, leyla):
    phone.always_confirms(LEYLA)
    request = asked(leyla)
    work()
    return signed_file(request)


def test_one_flipped_byte_breaks_the_signature(signed, tmp_path):
    place = signed.find(b"stream") + 40
    changed = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    assert [(each.valid, each.why) for each in validate_pdf(changed)] == [(False, BROKEN)]
    assert "Signature is Valid" not in poppler(changed, tmp_path)


def test_the_signature_stands_after_its_certificate_has_expired(signed, time_machine):
    time_machine.move_to(now() + timedelta(days=4 * 365))
    (report,) = validate_pdf(signed)
    assert report.valid
    assert now() - report.signed_at > timedelta(days=4 * 364)


def test_under_other_roots_nothing_is_believed(signed, app, monkeypatch):
    other = app.settings.signing_ca.parent / "foreign-ca.pem"
    monkeypatch.setattr(app, "settings", replace(app.settings, signing_ca=other))
    assert validate_pdf(signed)[0].why in {NO_TIME_STAMP, UNTRUSTED}


def test_a_file_without_signatures_has_no_reports_and_rubbish_is_called_broken(app, database, pki):
    assert validate_pdf(typst.compile(b"= A")) == []
    assert [each.why for each in validate_pdf(b"%PDF-1.7 rubbish")] == [BROKEN]


def test_the_portal_seals_with_its_own_key(database, phone, paper, tmp_path):
    sealed = seal_pdf(paper)
    (report,) = validate_pdf(sealed)
    assert (report.field, report.valid, report.signer_fin) == ("Seal", True, "")
    assert "Signature is Valid" in poppler(sealed, tmp_path)


def test_without_a_time_stamp_nothing_is_sealed(database, phone, paper):
    phone.fault("tsa-down")
    with pytest.raises(SealUnavailable):
        seal_pdf(paper)


def test_the_portal_writes_no_name_from_a_certificate_into_its_log(asked, work, phone, leyla, capfd):
    phone.fault("revoked-certificate", subject=LEYLA)
    asked(leyla)
    work()
    written = "".join(capfd.readouterr())
    assert "revoked" in written
    assert "Əliyeva" not in written
    assert LEYLA not in written
