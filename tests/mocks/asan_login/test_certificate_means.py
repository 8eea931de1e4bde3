import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mocks.asan_login.means import card_reader
from mocks.asan_login.texts import translate
from tests.mocks.asan_login.relying_party import callback, sign_by_card


def words(reason):
    return translate(f"certificate.{reason}", "az")


@pytest.fixture
def card_page(rp):
    return rp.begin().follow("/certificate")


@pytest.fixture
def pki(data_dir):
    return data_dir / "pki"


def upload(page, certificate, signature, name="certificate"):
    encoded = base64.b64encode(signature).decode() if isinstance(signature, bytes) else signature
    return page.submit("/upload$", certificate_text=certificate, signature=encoded)


def challenge_of(page):
    return page.tree.xpath("//textarea[@id='challenge']")[0].text_content().removeprefix("\n").encode()


def issued(pki, issuer="esign-issuing", *, fin="7LYL5H2", days=(-1, 30), usage=True):
    """A certificate of our own making, by a demo authority's key."""
    key = ec.generate_private_key(ec.SECP256R1())
    ca = x509.load_pem_x509_certificates((pki / f"{issuer}.pem").read_bytes())[0]
    ca_key = serialization.load_pem_private_key((pki / f"{issuer}.key").read_bytes(), None)
    now = datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.SERIAL_NUMBER, fin)] if fin else [])
    builder = (
        x509.CertificateBuilder(ca.subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
    )
    flags = dict.fromkeys(
        [
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ],
        False,
    )
    builder = builder.add_extension(x509.KeyUsage(digital_signature=usage, **flags), critical=True)
    certificate = builder.sign(ca_key, hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.PEM).decode(), key


def signed(key, content):
    return key.sign(content, ec.ECDSA(hashes.SHA256()))


def test_a_good_card_signs_in_at_level_high(rp):
    answer = callback(sign_by_card(rp.begin(), "7LYL5H2"))

    assert answer["state"] == "the-state"
    assert answer["iss"] == "http://127.0.0.1:8101"
    assert set(rp.tokens(answer["code"])) == {"access_token", "id_token", "expires_in", "scope", "token_type"}


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ("2RSD4K7-expired", "expired"),
        ("7LYL5H2-expired", "expired"),
        ("2RSD4K7-revoked", "revoked"),
        ("7LYL5H2-revoked", "revoked"),
        ("untrusted-7LYL5H2", "untrusted"),
        ("../ca", "no_card"),
        ("", "no_card"),
    ],
)
def test_a_spoilt_card_is_refused_with_its_reason(card_page, card, reason):
    page = card_page.submit("/card$", card=card, pin="1234")

    assert (page.status, page.error) == (422, words(reason))


def test_three_wrong_pins_end_the_sign_in(card_page):
    page = card_page
    for _ in range(3):
        page = page.submit("/card$", card="7LYL5H2", pin="0000")
        assert page.status == 422

    assert page.submit("/card$", card="7LYL5H2", pin="1234").status == 410


def test_a_signature_made_elsewhere_is_accepted(rp, card_page, pki):
    certificate, signature = card_reader.sign(pki, "5AYS3L1", "1234", challenge_of(card_page))

    assert "code" in callback(upload(card_page, certificate.decode(), signature))


def test_a_certificate_file_in_der_is_accepted(browser, card_page, pki):
    pem, signature = card_reader.sign(pki, "5AYS3L1", "1234", challenge_of(card_page))
    der = x509.load_pem_x509_certificate(pem).public_bytes(serialization.Encoding.DER)
    path = (pki.parent / "card.der").absolute()
    path.write_bytes(der)
    with path.open("rb") as file:
        fields = card_page.fields(card_page.form("/upload$"))
        data = {**fields, "signature": base64.b64encode(signature).decode(), "certificate": (file, "card.der")}
        answer = browser.post(card_page.form("/upload$").get("action"), data=data)

    assert answer.status_code == 303


def test_a_signature_over_another_challenge_is_refused(rp, card_page, pki):
    other = rp.begin().follow("/certificate")
    certificate, signature = card_reader.sign(pki, "5AYS3L1", "1234", challenge_of(other))

    page = upload(card_page, certificate.decode(), signature)

    assert page.error == words("bad_signature")


def test_a_challenge_can_be_answered_once(card_page, pki):
    content = challenge_of(card_page)
    certificate, signature = card_reader.sign(pki, "5AYS3L1", "1234", content)

    page = upload(card_page, certificate.decode(), b"wrong")
    assert page.error == words("bad_signature")
    assert challenge_of(page) != content
    assert upload(page, certificate.decode(), signature).error == words("bad_signature")


def test_a_challenge_is_256_bits_bound_to_origin_and_interaction(card_page):
    lines = dict(line.split(": ") for line in challenge_of(card_page).decode().splitlines()[1:])

    assert lines["origin"] == "http://127.0.0.1:8101"
    assert lines["interaction"] in card_page.path
    assert len(bytes.fromhex(lines["challenge"])) == 32


def test_a_challenge_runs_out_after_two_minutes(frozen, rp, pki):
    page = rp.begin().follow("/certificate")
    certificate, signature = card_reader.sign(pki, "5AYS3L1", "1234", challenge_of(page))
    frozen.shift(121)

    assert upload(page, certificate.decode(), signature).error == words("challenge_old")


@pytest.mark.parametrize(
    ("issuing", "reason"),
    [
        ({"days": (1, 30)}, "not_yet_valid"),
        ({"days": (-9, -1)}, "expired"),
        ({"usage": False}, "wrong_usage"),
        ({"fin": None}, "no_fin"),
        ({"fin": "0000000"}, "no_fin"),
        ({"issuer": "ca"}, "untrusted"),
        ({"issuer": "foreign-ca"}, "untrusted"),
        ({"issuer": "esign-root"}, "untrusted"),
    ],
)
def test_a_certificate_with_one_thing_wrong_is_refused_for_it(card_page, pki, issuing, reason):
    certificate, key = issued(pki, **issuing)

    page = upload(card_page, certificate, signed(key, challenge_of(card_page)))

    assert page.error == words(reason)


def test_a_certificate_issued_by_a_persons_own_certificate_is_refused(card_page, pki):
    certificate, key = issued(pki, "people/5AYS3L1", fin="7LYL5H2")

    page = upload(card_page, certificate, signed(key, challenge_of(card_page)))

    assert page.error == words("untrusted")


@pytest.mark.parametrize("content", [None, b"garbage", "outdated"])
def test_without_a_fresh_revocation_list_nobody_is_accepted(card_page, pki, data_dir, monkeypatch, content):
    copied = data_dir / "pki2"
    copied.mkdir()
    for path in pki.iterdir():
        if path.name != "esign.crl":
            (copied / path.name).symlink_to(path.resolve())
    if content == "outdated":
        ca = x509.load_pem_x509_certificates((pki / "esign-issuing.pem").read_bytes())[0]
        key = serialization.load_pem_private_key((pki / "esign-issuing.key").read_bytes(), None)
        then = datetime.now(UTC) - timedelta(days=9)
        crl = x509.CertificateRevocationListBuilder(ca.subject, then, then + timedelta(days=1)).sign(
            key, hashes.SHA256()
        )
        (copied / "esign.crl").write_bytes(crl.public_bytes(serialization.Encoding.PEM))
    elif content:
        (copied / "esign.crl").write_bytes(content)
    pki.unlink()
    copied.rename(pki)

    page = card_page.submit("/card$", card="7LYL5H2", pin="1234")

    assert page.error == words("status_unknown")


@pytest.mark.parametrize("certificate", ["", "garbage", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"])
def test_an_unreadable_certificate_is_refused(card_page, certificate):
    assert upload(card_page, certificate, b"x").error == words("unreadable")


@pytest.mark.parametrize("signature", ["%%%", "ə", "AAA"])
def test_a_signature_that_is_not_base64_is_refused(card_page, signature):
    assert upload(card_page, "x", signature).error == words("bad_signature")
