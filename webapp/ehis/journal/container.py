"""Evidence for somebody else: one message as ASiC-E (ETSI EN 319 162-1), as X-Road gives it away.

`message.xml` is the message as it travelled, whatever its form: the signature names it so, and two messages under one
name need two containers. Beside the signature stand the piece of the log's chain that leads from the message to a list
of heads (`journal-chain.json`), the list (`journal-heads.txt`) and the time stamp over it (`journal-heads.tst`, a bare
token). Pure: bytes in, bytes out.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from webapp.core.asic import MIMETYPE, BadContainer, packed, unpacked
from webapp.ehis import profile
from webapp.ehis.journal import chain

MESSAGE: Final = profile.MESSAGE_URI.removeprefix("/")
SIGNATURES: Final = "META-INF/signatures.xml"
MANIFEST: Final = "META-INF/manifest.xml"
CHAIN: Final = "META-INF/journal-chain.json"
HEADS: Final = "META-INF/journal-heads.txt"
STAMP: Final = "META-INF/journal-heads.tst"
ASIC: Final = "http://uri.etsi.org/02918/v1.2.1#"
OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
FORMAT: Final = "kabinet-ehis-evidence 1"
CAP: Final = 32 * 1024 * 1024
__all__ = ["MIMETYPE", "BadContainer", "Content", "Proof", "build", "read"]
FILES: Final = (MESSAGE, SIGNATURES, MANIFEST, CHAIN, HEADS, STAMP)


@dataclass(frozen=True, slots=True)
class Proof:
    """How a message hangs on a time stamp: its place, and everything needed to sum up from it to the stamped list."""

    header: chain.Header
    salt: bytes
    sealed_digest: bytes
    previous: bytes
    position: int
    following: tuple[bytes, ...]
    heads: str
    token: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """What a container holds."""

    message: bytes
    signature: bytes
    proof: Proof


def build(content: Content, *, at: datetime) -> bytes:
    """Return the container; `at` is the instant written on its files."""
    files = {
        MESSAGE: content.message,
        MANIFEST: _manifest(),
        SIGNATURES: _signatures(content.signature),
        CHAIN: _written(content.proof),
        HEADS: content.proof.heads.encode(),
        STAMP: content.proof.token,
    }
    return packed(files, at=at)


def read(whole: bytes) -> Content:
    """Return what is in a container. Raises BadContainer unless it is exactly of the form that `build` makes."""
    files = _files(whole)
    try:
        signature = _signature(files[SIGNATURES])
        return Content(files[MESSAGE], signature, _proof(files))
    except (ValueError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise BadContainer(f"a file inside cannot be read: {error}") from None


def _files(whole: bytes) -> dict[str, bytes]:
    """Return the files of a container by name; nothing is unpacked that is larger than we would have made it."""
    files = unpacked(whole, cap=CAP)
    if sorted(files) != sorted(FILES):
        raise BadContainer("other files than such a container has")
    return files


def _manifest() -> bytes:
    kinds = {"/": MIMETYPE, MESSAGE: "text/xml"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in kinds.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{OASIS}" manifest:version="1.2">'
        f"{entries}</manifest:manifest>"
    ).encode()


def _signatures(signature: bytes) -> bytes:
    """Return the signatures file; the signature stands in it byte for byte, so that its own sums still hold."""
    return f'<asic:XAdESSignatures xmlns:asic="{ASIC}">'.encode() + signature + b"</asic:XAdESSignatures>"


def _signature(file: bytes) -> bytes:
    opening, closing = f'<asic:XAdESSignatures xmlns:asic="{ASIC}">'.encode(), b"</asic:XAdESSignatures>"
    if not file.startswith(opening) or not file.endswith(closing):
        raise ValueError("another signatures file")
    return file.removeprefix(opening).removesuffix(closing)


def _written(proof: Proof) -> bytes:
    said: dict[str, Any] = {
        "format": FORMAT,
        "header": proof.header._asdict(),
        "salt": proof.salt.hex(),
        "sealed_sha256": proof.sealed_digest.hex(),
        "previous": proof.previous.hex(),
        "position": proof.position,
        "following": [one.hex() for one in proof.following],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def _proof(files: dict[str, bytes]) -> Proof:
    said = json.loads(files[CHAIN])
    if said["format"] != FORMAT or not all(isinstance(value, str) for value in said["header"].values()):
        raise ValueError("another format")
    return Proof(
        chain.Header(**said["header"]),
        bytes.fromhex(said["salt"]),
        bytes.fromhex(said["sealed_sha256"]),
        bytes.fromhex(said["previous"]),
        int(said["position"]),
        tuple(bytes.fromhex(one) for one in said["following"]),
        files[HEADS].decode(),
        files[STAMP],
    )
