"""The portal's own seal over bytes that are no PDF."""

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from webapp.config import Settings
from webapp.core.clock import now
from webapp.signing.cades.building import signed_attributes
from webapp.signing.cades.finishing import Raw, finished
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Trust, read_certificates, trust_of


def sealed(content: bytes, settings: Settings) -> bytes:
    """Return the detached CMS of SEAL_CERT and SEAL_KEY over `content`, with time stamp and proofs. Raises Unfit."""
    own, *chain = read_certificates(settings.seal_cert.read_bytes())
    attributes = signed_attributes(content, own, now())
    raw = Raw(attributes, _signature(settings.seal_key.read_bytes(), attributes.dump()), own, chain)
    return run(_stamped(raw, trust_of(settings)))


async def _stamped(raw: Raw, trust: Trust) -> bytes:
    async with Outside(trust) as outside:
        return await finished(raw, await outside.stamp(raw.digest), outside)


def _signature(pem: bytes, attributes: bytes) -> bytes:
    key = serialization.load_pem_private_key(pem, password=None)
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(attributes, ec.ECDSA(hashes.SHA256()))
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    raise ValueError("SEAL_KEY is of a kind that does not seal")
