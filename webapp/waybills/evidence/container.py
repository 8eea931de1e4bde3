"""A waybill's evidence as one file: ASiC-E with CAdES (ETSI EN 319 162-1, 4.4.4). Pure: bytes in, bytes out.

`META-INF/ASiCManifest001.xml` names every file with its digest, `META-INF/signature001.p7s` is the portal's seal over it.
What persons signed lies inside as they signed it: `acts/0001-offer.statement.json` with `acts/0001-offer.person.p7s`.
"""

from base64 import b64encode
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Final
from xml.sax.saxutils import quoteattr

from webapp.core.asic import BadContainer, packed, unpacked
from webapp.core.plain_xml import NotPlainXml, plain_xml

MANIFEST: Final = "META-INF/ASiCManifest001.xml"
SIGNATURE: Final = "META-INF/signature001.p7s"
ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
DSIG: Final = "http://www.w3.org/2000/09/xmldsig#"
SHA256: Final = "http://www.w3.org/2001/04/xmlenc#sha256"
CAP: Final = 200 * 1024 * 1024
KINDS: Final = {
    "json": "application/json",
    "pdf": "application/pdf",
    "p7s": "application/pkcs7-signature",
    "tst": "application/vnd.etsi.timestamp-token",
    "jpg": "image/jpeg",
    "pem": "application/x-pem-file",
    "crl": "application/pkix-crl",
    "ocsp": "application/ocsp-response",
    "xml": "application/xml",
    "csv": "text/csv",
    "txt": "text/plain",
}


def manifest_of(files: Mapping[str, bytes]) -> bytes:
    """Return the ASiCManifest: each file with its digest, and which signature covers this list."""
    objects = "".join(
        f"<asic:DataObjectReference URI={quoteattr(name)} MimeType={quoteattr(_kind(name))}>"
        f'<ds:DigestMethod Algorithm="{SHA256}"/>'
        f"<ds:DigestValue>{b64encode(sha256(data).digest()).decode()}</ds:DigestValue></asic:DataObjectReference>"
        for name, data in files.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><asic:ASiCManifest xmlns:asic="{ASIC}" xmlns:ds="{DSIG}">'
        f'<asic:SigReference URI="{SIGNATURE}" MimeType="{KINDS["p7s"]}"/>{objects}</asic:ASiCManifest>'
    ).encode()


def whole(files: Mapping[str, bytes], manifest: bytes, seal: bytes, *, at: datetime) -> bytes:
    """Return the container."""
    return packed({**files, MANIFEST: manifest, SIGNATURE: seal}, at=at)


def opened(container: bytes) -> tuple[dict[str, bytes], bytes, bytes]:
    """Return files, manifest and seal of a container. Raises BadContainer when one of the two is missing."""
    files = unpacked(container, cap=CAP)
    try:
        return files, files.pop(MANIFEST), files.pop(SIGNATURE)
    except KeyError as error:
        raise BadContainer(f"no {error.args[0]}") from None


def listed(manifest: bytes) -> dict[str, str]:
    """Return the digests that a manifest states, in base64, by name of the file. Raises BadContainer."""
    try:
        tree = plain_xml(manifest, cap=CAP)
    except NotPlainXml as error:
        raise BadContainer(f"no manifest: {error}") from None
    found: dict[str, str] = {}
    for each in tree.iterfind(f"{{{ASIC}}}DataObjectReference"):
        method, value = each.find(f"{{{DSIG}}}DigestMethod"), each.findtext(f"{{{DSIG}}}DigestValue")
        if method is None or method.get("Algorithm") != SHA256 or value is None:
            raise BadContainer("a digest of another kind")
        found[each.get("URI", "")] = value
    return found


def _kind(name: str) -> str:
    return KINDS.get(name.rpartition(".")[2], "application/octet-stream")
