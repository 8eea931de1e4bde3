"""What a CMS carries inside, laid out as files of their own, so that openssl alone can read it. Pure."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

from asn1crypto import cms, pem

from webapp.signing.api import proofs_in


def inside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return certificates, revocation data and time stamps of every `.p7s` of `files`, each certificate once."""
    found: dict[str, bytes] = {}
    for name, der in files.items():
        if name.endswith(".p7s"):
            found |= dict(_of(name.removesuffix(".p7s"), der))
    return found


def _of(name: str, der: bytes) -> Iterator[tuple[str, bytes]]:
    signed = cms.ContentInfo.load(der)["content"]
    proofs = proofs_in(signed)
    for each in proofs.certificates:
        yield f"certificates/{_digest(each.dump())}.pem", pem.armor("CERTIFICATE", each.dump())
    for answer in proofs.answers:
        yield f"revocation/{_digest(answer.dump())}.ocsp", answer.dump()
    for revoked in proofs.lists:
        yield f"revocation/{_digest(revoked.dump())}.crl", revoked.dump()
    for attribute in signed["signer_infos"][0]["unsigned_attrs"]:
        if attribute["type"].native == "signature_time_stamp_token":
            flat = name.replace("/", "-")
            yield f"time-stamps/{flat}.tst", attribute["values"][0].dump()
            yield f"time-stamps/{flat}.signature", signed["signer_infos"][0]["signature"].native


def _digest(der: bytes) -> str:
    return sha256(der).hexdigest()[:16]
