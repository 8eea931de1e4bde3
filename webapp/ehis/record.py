"""What is kept of one attempt: both messages as evidence, and its figures with the second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

import structlog

from webapp.ehis.errors import ArchiveFailed, RegisterUnavailable
from webapp.ehis.evidence import Archive, Direction, Evidence
from webapp.ehis.measurement import Measurement
from webapp.ehis.multipart import SignedMessage
from webapp.ehis.question import Written
from webapp.ehis.transport import HttpAnswer

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Ended:
    """How an attempt ended: `outcome` is `answered` or a reason; what was received, and who is proved to have signed."""

    outcome: str
    http: HttpAnswer | None = None
    received: SignedMessage | None = None
    signer: str | None = None
    fault_id: str | None = None


class Record:
    """Keeps one attempt. Begun before the message is written, because its own time counts too."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._archive = archive
        self._clock = clock
        self._began = monotonic()
        self._outside = 0.0

    def sent(self, written: Written) -> None:
        """Keep the message that is about to leave. Raises RegisterUnavailable when it cannot be kept: it stays."""
        self._store(self._evidence(written, Direction.REQUEST, written.signed, Ended("sent")))

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Count the time inside the block as the register's and the network's."""
        began = monotonic()
        try:
            yield
        finally:
            self._outside += monotonic() - began

    def ended(self, written: Written, ended: Ended) -> None:
        """Keep what came back, usable or not, with the figures. Raises RegisterUnavailable when it cannot be kept."""
        received = ended.received or SignedMessage(b"", b"")
        evidence = self._evidence(written, Direction.ANSWER, received, ended)
        self._store(evidence, self._measured(written, ended))

    def _evidence(self, written: Written, direction: Direction, signed: SignedMessage, ended: Ended) -> Evidence:
        header, question = written.header, written.question
        return Evidence(
            direction,
            str(header.client),
            str(header.service),
            header.message_id,
            question.purpose,
            self._clock(),
            signed.message,
            signed.signature or None,
            ended.signer,
            ended.outcome,
            wire=question.policy.wire,
            fault_id=ended.fault_id,
            subject_fin=question.subject_fin,
        )

    def _measured(self, written: Written, ended: Ended) -> Measurement:
        answered = ended.outcome == "answered"
        return Measurement(
            at=self._clock(),
            direction="asked",
            client=str(written.header.client),
            service=str(written.header.service),
            version=written.header.service.version or "",
            protocol="rest" if written.rest else "soap",
            total_ms=round((monotonic() - self._began) * 1000),
            service_ms=round(self._outside * 1000),
            request_bytes=len(written.signed.message),
            answer_bytes=len(ended.http.body) if ended.http else 0,
            succeeded=answered,
            fault_code=None if answered else ended.outcome,
            status=ended.http.status if ended.http else None,
        )

    def _store(self, evidence: Evidence, measurement: Measurement | None = None) -> None:
        try:
            self._archive.store(evidence, measurement=measurement)
        except ArchiveFailed:
            log.exception("ehis.archive_failed", message_id=evidence.message_id)
            raise RegisterUnavailable("archive_failed", repeatable=False, upstream=False) from None
