"""Proving a container without the log: who signed, that the message stood in the log, and by when it did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, tsp
from cryptography import x509

from webapp.ehis.faults import Refused
from webapp.ehis.journal import chain
from webapp.ehis.journal.container import BadContainer, Content
from webapp.ehis.journal.tokens import BadToken, stamped_at
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.trust import TrustStore
from webapp.ehis.verify import verify

Step = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was proved, or why it was not."""

    about: str
    holds: bool
    said: str


class TrustThen(TrustStore):
    """Believes what was good at the time: a certificate that was revoked only afterwards signed well."""

    def _ensure_not_revoked(self, certificate: x509.Certificate, issuer: x509.Certificate, *, at: datetime) -> None:
        lists = [one for one in self.revocations if one.issuer == issuer.subject]
        found = [one.get_revoked_certificate_by_serial_number(certificate.serial_number) for one in lists]
        if any(one is not None and one.revocation_date_utc <= at for one in found):
            raise Refused("cert_validation", "revoked before it signed")


def prove(content: Content, *, trust: TrustStore, time_stamp_roots: Sequence[x509.Certificate]) -> tuple[Finding, ...]:
    """Return what holds of a container, in this order: signature, place in the chain, time stamp."""
    steps: tuple[tuple[str, Step], ...] = (
        ("signature", lambda: _signed(content, trust)),
        ("chain", lambda: _placed(content)),
        ("time stamp", lambda: _stamped(content, time_stamp_roots)),
    )
    return tuple(_finding(about, step) for about, step in steps)


def _finding(about: str, step: Step) -> Finding:
    try:
        return Finding(about, holds=True, said=step())
    except (Refused, BadToken, BadContainer, ValueError) as error:
        return Finding(about, holds=False, said=str(error) or type(error).__name__)


def signer_of(message: bytes, signature: bytes, trust: TrustStore, *, at: datetime) -> tuple[str, datetime]:
    """Return which member signed and when, as it was to be believed at the instant `at`. Raises Refused."""
    then = TrustThen(trust.authorities, trust.revocations)
    verified = verify(SignedMessage(message, signature), then, at=at)
    return str(verified.member), verified.signed_at


def _signed(content: Content, trust: TrustStore) -> str:
    if not content.signature:
        raise BadContainer("the message bore no signature")
    at = datetime.fromisoformat(content.proof.header.at)
    member, signed_at = signer_of(content.message, content.signature, trust, at=at)
    return f"{member}, {signed_at.isoformat()}"


def _placed(content: Content) -> str:
    """Sum up from the message to the head that the list names."""
    proof = content.proof
    committed = chain.commitment(proof.salt, content.message, content.signature)
    digests = (chain.digest(proof.header.context, committed, proof.sealed_digest), *proof.following)
    sum_, position = proof.previous, proof.position - 1
    for digest in digests:
        position += 1
        sum_ = chain.link(sum_, position, digest)
    number, _, heads = chain.read_heads(proof.heads)
    found = next((one for one in heads if (one.day.isoformat(), one.segment) == proof.header[:2]), None)
    if found is None or (found.position, found.hash) != (position, sum_):
        raise BadContainer("the chain does not lead to the list")
    return f"{found.day} {found.segment} {proof.position}, stamp {number}"


def _stamped(content: Content, roots: Sequence[x509.Certificate]) -> str:
    at = stamped_at(_reply(content.proof.token), content.proof.heads, roots)
    return at.isoformat()


def _reply(token: bytes) -> bytes:
    """Return a token as the reply that brought it."""
    found = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": cms.ContentInfo.load(token)})
    return bytes(found.dump())
