"""Certificates of the central servers and of the Certificate Centre: shown when good, refused when not."""

import io

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.ehis.server.conftest import HERE, sent
from webapp.core.actor import SYSTEM
from webapp.core.transaction import transaction
from webapp.ehis.server.entered import AUTHORITY, CENTRAL, enter, entered, issued_by_the_centre
from webapp.ehis.server.errors import AlreadyEntered, BadMaterial
from webapp.ehis.server.presenting import pieces
from webapp.ehis.trust import fingerprint

PLACE = f"{HERE}/certificates"


def read(pki, name):
    return (pki / f"{name}.pem").read_bytes()


def loaded(pki, name):
    return x509.load_pem_x509_certificate(read(pki, name))


def uploaded(raw, kind, name="server.pem"):
    return {"kind": kind, "file": (io.BytesIO(raw), name)}


def test_a_central_servers_certificate_shows_fingerprint_and_expiry(steering, appointed, pki):
    page = sent(steering, steering.open(PLACE), PLACE, **uploaded(read(pki, "registers"), "central"))

    assert pieces(fingerprint(loaded(pki, "registers"))).striptags() in page.words
    assert f"{loaded(pki, 'registers').not_valid_after_utc:%Y}" in page.words
    assert "Mərkəzi server" in page.words


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("expired", "Sertifikatın müddəti bitib."),
        ("broken", "Fayl sertifikat və ya açıq açar kimi oxunmur."),
        ("private", "Gizli açarı heç vaxt göndərməyin."),
        ("two", "Fayl sertifikat və ya açıq açar kimi oxunmur."),
        ("large", "Fayl sertifikat üçün həddən artıq böyükdür."),
    ],
)
def test_what_may_not_be_used_is_refused_with_the_reason(steering, appointed, pki, name, why):
    raw = {
        "expired": read(pki, "expired"),
        "broken": read(pki, "registers").replace(b"A", b"B", 9),
        "private": read(pki, "registers") + (pki / "registers.key").read_bytes(),
        "two": read(pki, "registers") + read(pki, "ca"),
        "large": b"-----BEGIN CERTIFICATE-----" + b"A" * 70_000,
    }[name]
    page = steering.submit(steering.open(PLACE), PLACE, expect=422, **uploaded(raw, "central"))

    assert why in page.words
    with transaction(read_only=True):
        assert entered() == []


def test_only_an_authority_is_taken_for_the_certificate_centre(appointed, pki):
    with pytest.raises(BadMaterial), transaction():
        enter(AUTHORITY, read(pki, "registers"), actor=SYSTEM)


def test_a_bare_public_key_is_taken_in_both_forms_and_has_no_end(appointed, pki):
    key = loaded(pki, "registers").public_key()
    for raw in (
        key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
        loaded(pki, "agency").public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    ):
        with transaction():
            assert enter(CENTRAL, raw, actor=SYSTEM).not_after is None


def test_the_same_certificate_in_another_form_is_known(appointed, pki):
    with transaction():
        enter(CENTRAL, read(pki, "registers"), actor=SYSTEM)
    with pytest.raises(AlreadyEntered), transaction():
        enter(CENTRAL, loaded(pki, "registers").public_bytes(Encoding.DER), actor=SYSTEM)


def test_our_certificates_are_checked_against_the_centre(appointed, pki):
    with transaction():
        assert issued_by_the_centre(loaded(pki, "kabinet")) is None
        enter(AUTHORITY, read(pki, "ca"), actor=SYSTEM)
        assert issued_by_the_centre(loaded(pki, "kabinet")) is True
        assert issued_by_the_centre(loaded(pki, "foreign")) is False


def test_a_certificate_that_was_taken_off_counts_no_more_and_may_come_back(steering, appointed, pki):
    with transaction():
        row = enter(CENTRAL, read(pki, "registers"), actor=SYSTEM)
        address = f"{PLACE}/{row.public_id}/remove"
    confirm = steering.open(address)
    assert "Sertifikatı siyahıdan çıxarmaq" in confirm.heading
    page = sent(steering, confirm, address)

    assert "Hələ sertifikat daxil edilməyib" in page.words
    steering.open(address, expect=404)
    with transaction():
        enter(CENTRAL, read(pki, "registers"), actor=SYSTEM)
