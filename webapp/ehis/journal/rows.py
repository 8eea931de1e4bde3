"""From evidence to the row that is kept, and back."""

import secrets
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Final

from webapp.core.clock import local
from webapp.ehis.evidence import Evidence
from webapp.ehis.journal import chain, keys

SALT_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Sealed:
    """A message ready to be appended: what the SQL function takes, but for its place in the chain."""

    day: date
    segment: str
    evidence: Evidence
    key_id: int
    sealed: bytes
    commitment: bytes
    digest: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """What is inside a sealed row: the message as it travelled, its signature, and whom it is about."""

    salt: bytes
    message: bytes
    signature: bytes
    subject_fin: str | None


def seal(evidence: Evidence) -> Sealed:
    """Return `evidence` sealed with the newest key; its day is that of its instant in Baku."""
    day, segment, key_id = local(evidence.at).date(), chain.segment_name(evidence.service), keys.current_key()
    context = chain.Header.of(evidence, day, segment, key_id).context
    salt, signature = secrets.token_bytes(SALT_BYTES), evidence.signature or b""
    plain = chain.framed(salt, evidence.message, signature, (evidence.subject_fin or "").encode())
    sealed = keys.seal(plain, key_id=key_id, context=context)
    committed = chain.commitment(salt, evidence.message, signature)
    digest = chain.digest(context, committed, sha256(sealed).digest())
    return Sealed(day, segment, evidence, key_id, sealed, committed, digest)


def header_of(row: Any, day: date, segment: str) -> chain.Header:
    """Return the headers of a row of the table that stands in the segment of this day and name."""
    return chain.Header.of(row, day, segment, row.key_id)


def digest_of(row: Any, day: date, segment: str, sealed_digest: bytes | None = None) -> bytes:
    """Return the digest of a row of the table; `sealed_digest` spares fetching the sealed bytes."""
    context = header_of(row, day, segment).context
    return chain.digest(context, bytes(row.commitment), sealed_digest or sha256(bytes(row.sealed)).digest())


def open_row(row: Any, day: date, segment: str) -> Opened:
    """Return what is sealed in a row. Raises cryptography's InvalidTag when the row was changed."""
    plain = keys.unseal(bytes(row.sealed), key_id=row.key_id, context=header_of(row, day, segment).context)
    salt, message, signature, subject = chain.unframed(plain)
    return Opened(salt, message, signature, subject.decode() or None)
