"""Passes of wallets, read back: digests, detached signature, the code; a token that Google's side would verify."""

import hashlib
import io
import json
import subprocess
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from cryptography.x509.oid import NameOID
from joserfc import jwt
from joserfc.jwk import RSAKey

from webapp.config import read_settings
from webapp.core.clock import now


def certificate(name, key, issuer=None, issuer_key=None):
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(issuer or name).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now() - timedelta(days=1))
    builder = builder.not_valid_after(now() + timedelta(days=30))
    builder = builder.add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
    return builder.sign(issuer_key or key, SHA256()).public_bytes(Encoding.PEM)


def pem(key):
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wallets")
    root, own = generate_private_key(65537, 2048), generate_private_key(65537, 2048)
    authority = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sınaq WWDR")])
    parts = ((NameOID.USER_ID, "pass.az.kabinet"), (NameOID.ORGANIZATIONAL_UNIT_NAME, "TEAM123456"))
    name = x509.Name([x509.NameAttribute(kind, value) for kind, value in (*parts, (NameOID.COMMON_NAME, "Pass"))])
    contents = {"chain.pem": certificate(authority, root), "pass.pem": certificate(name, own, authority, root)}
    account = {
        "client_email": "kabinet@sinaq.iam.gserviceaccount.com",
        "private_key": pem(own).decode(),
        "private_key_id": "1",
    }
    contents |= {"pass.key": pem(own), "google.json": json.dumps(account).encode()}
    contents["public.pem"] = own.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for file, content in contents.items():
        (folder / file).write_bytes(content)
    return folder


@pytest.fixture
def configured(app, keys, monkeypatch):
    files = {"APPLE_PASS_CERT": "pass.pem", "APPLE_PASS_KEY": "pass.key", "APPLE_PASS_CHAIN": "chain.pem"}
    environ = {name: str(keys / file) for name, file in (files | {"GOOGLE_WALLET_KEY": "google.json"}).items()}
    environ |= {"GOOGLE_WALLET_ISSUER": "3388000000012345678", "DATA_DIR": str(keys), "SECRET_KEY": "s" * 40}
    read = read_settings(environ)
    known = {"apple_pass": read.apple_pass, "google_wallet": read.google_wallet}
    monkeypatch.setattr(app, "settings", replace(app.settings, **known))
    return keys


@pytest.fixture
def shown(door):
    return f"/cabinet/tickets/orders/{door.order}/tickets/{door.numbers[0]}"


def test_without_keys_nothing_is_offered(client, shown):
    assert "Wallet" not in client.open(shown, expect=200).words
    client.open(f"{shown}/apple.pkpass", expect=404)
    client.open(f"{shown}/google", expect=404)


def test_a_pass_for_apple_is_what_its_signature_says(configured, client, door, shown, tmp_path):
    assert "Apple Wallet" in client.open(shown, expect=200).words
    answer = client.open(f"{shown}/apple.pkpass", expect=200)
    assert answer.headers["Content-Type"] == "application/vnd.apple.pkpass"
    archive = zipfile.ZipFile(io.BytesIO(answer.data))
    manifest = json.loads(archive.read("manifest.json"))
    assert set(manifest) == set(archive.namelist()) - {"manifest.json", "signature"}
    assert {"icon.png", "icon@2x.png", "logo.png", "pass.json"} <= set(manifest)
    for name, digest in manifest.items():
        assert hashlib.sha1(archive.read(name), usedforsecurity=False).hexdigest() == digest
    archive.extractall(tmp_path)
    asked = f"smime -verify -binary -inform DER -in signature -content manifest.json -CAfile {configured}/chain.pem -purpose any"
    proved = subprocess.run(
        ["openssl", *asked.split(), "-out", "/dev/null"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert proved.returncode == 0, proved.stderr
    said = json.loads(archive.read("pass.json"))
    assert (said["passTypeIdentifier"], said["teamIdentifier"]) == ("pass.az.kabinet", "TEAM123456")
    assert said["barcodes"][0]["message"] == door.code()


def test_a_token_for_google_carries_the_ticket(configured, client, door, shown):
    answer = client.open(f"{shown}/google", expect=303)
    assert answer.location.startswith("https://pay.google.com/gp/v/save/")
    token = jwt.decode(
        answer.location.rsplit("/", 1)[1],
        RSAKey.import_key((configured / "public.pem").read_bytes()),
        algorithms=["RS256"],
    )
    claims = token.claims
    assert (claims["aud"], claims["typ"]) == ("google", "savetowallet")
    (ticket,) = claims["payload"]["transitObjects"]
    assert ticket["barcode"]["value"] == door.code()
    assert ticket["ticketLeg"]["originStationCode"] == "BAK"
    assert "AA1234567" not in str(claims)
