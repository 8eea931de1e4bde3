"""The ticket as a pass of Apple Wallet: a zip of pass.json, our pictures, a manifest of their digests and its signature."""

import hashlib
import io
import json
import zipfile
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key, pkcs7
from cryptography.x509 import Certificate, load_pem_x509_certificate
from cryptography.x509.oid import NameOID

from webapp.config import ROOT
from webapp.core.clock import local
from webapp.core.text import _
from webapp.tickets.boarding.held import Held
from webapp.tickets.boarding.wallets.settings import AppleKeys
from webapp.timetable.api import name_of

MEDIA_TYPE: Final = "application/vnd.apple.pkpass"
PICTURES: Final = {"icon.png": "icon-180.png", "icon@2x.png": "icon-192.png", "logo.png": "icon-192.png"}
INK, PAPER, SOFT = "rgb(255, 255, 255)", "rgb(10, 85, 101)", "rgb(203, 216, 220)"


def pass_of(one: Held, keys: AppleKeys) -> bytes:
    """Return the signed pass (a .pkpass file) of a ticket that has a code."""
    certificate = load_pem_x509_certificate(keys.certificate.read_bytes())
    files = {target: (ROOT / "static/img" / source).read_bytes() for target, source in PICTURES.items()}
    files["pass.json"] = json.dumps(_described(one, certificate), ensure_ascii=False).encode()
    manifest = {name: hashlib.sha1(content, usedforsecurity=False).hexdigest() for name, content in files.items()}
    files["manifest.json"] = json.dumps(manifest).encode()
    files["signature"] = _signed(files["manifest.json"], certificate, keys)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _signed(manifest: bytes, certificate: Certificate, keys: AppleKeys) -> bytes:
    """Return the detached PKCS #7 signature (DER) that Apple asks for, with the certificate of the issuer in it."""
    key = load_pem_private_key(keys.key.read_bytes(), None)
    assert isinstance(key, RSAPrivateKey | EllipticCurvePrivateKey)
    builder = pkcs7.PKCS7SignatureBuilder().set_data(manifest).add_signer(certificate, key, SHA256())
    builder = builder.add_certificate(load_pem_x509_certificate(keys.chain.read_bytes()))
    return builder.sign(Encoding.DER, [pkcs7.PKCS7Options.DetachedSignature, pkcs7.PKCS7Options.Binary])


def _described(one: Held, certificate: Certificate) -> dict[str, Any]:
    ride, subject = one.ride, certificate.subject
    return {
        "formatVersion": 1,
        "passTypeIdentifier": subject.get_attributes_for_oid(NameOID.USER_ID)[0].value,
        "teamIdentifier": subject.get_attributes_for_oid(NameOID.ORGANIZATIONAL_UNIT_NAME)[0].value,
        "serialNumber": f"{one.ticket.number}-{one.ticket.issue_no}",
        "organizationName": "Kabinet",
        "description": _("Avtobus bileti"),
        "foregroundColor": INK,
        "backgroundColor": PAPER,
        "labelColor": SOFT,
        "relevantDate": ride.leaves.isoformat(),
        "expirationDate": ride.arrives.isoformat(),
        "barcodes": [{"format": "PKBarcodeFormatQR", "message": one.code, "messageEncoding": "iso-8859-1"}],
        "boardingPass": {
            "transitType": "PKTransitTypeBus",
            "headerFields": [_field("leaves", _("Yola düşür"), f"{local(ride.leaves):%d.%m %H:%M}")],
            "primaryFields": [
                _field("from", _("Haradan"), name_of(ride.origin)),
                _field("to", _("Haraya"), name_of(ride.target)),
            ],
            "secondaryFields": [
                _field("name", _("Sərnişin"), one.ticket.name or ""),
                _field("seat", _("Yer"), one.seat),
            ],
            "auxiliaryFields": [
                _field("bus", _("Avtobus"), ride.trip.plate),
                _field("number", _("Bilet"), one.ticket.number or ""),
            ],
            "backFields": [_field("carrier", _("Daşıyıcı"), one.carrier)],
        },
    }


def _field(key: str, label: str, value: str) -> dict[str, str]:
    return {"key": key, "label": label, "value": value}
