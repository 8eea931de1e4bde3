"""What a job must know about a request, read in a short transaction before it goes outside."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from webapp.core import db, files
from webapp.core.transaction import transaction
from webapp.signing.models import SignatureRequest
from webapp.signing.pades.preparing import Preparation
from webapp.signing.rules import Means, State
from webapp.signing.services.progress import Attempt


@dataclass(frozen=True, slots=True)
class Task:
    """An open attempt. `pdf` is the prepared file once there is one, else the file to sign."""

    attempt: Attempt
    state: State
    fin: str
    title: str
    means: Means
    pdf: bytes
    preparation: Preparation | None
    session: str
    signatures: tuple[bytes, ...]
    statement: bytes | None
    since: datetime
    expires_at: datetime

    @property
    def key(self) -> str:
        """The idempotency key of this attempt: whoever repeats it, the person is asked once."""
        return f"{self.attempt.request}-{self.attempt.number}"


def read_task(attempt: Attempt, state: State) -> Task | None:
    """Return the task, None when the request is no longer in this attempt and state."""
    with transaction(read_only=True):
        where = (
            SignatureRequest.public_id == attempt.request,
            SignatureRequest.attempt == attempt.number,
            SignatureRequest.state == state.value,
        )
        row = db.session().scalar(select(SignatureRequest).where(*where))
        if row is None:
            return None
        return Task(
            attempt=attempt,
            state=state,
            fin=row.signer_fin,
            title=row.title,
            means=Means(row.means),
            pdf=files.read(row.prepared_file_id or row.file_id),
            preparation=Preparation.load(row.preparation) if row.preparation else None,
            session=row.provider_session or "",
            signatures=tuple(each for each in (row.signature, row.statement_signature) if each),
            statement=row.statement,
            since=row.changed_at,
            expires_at=row.expires_at,
        )
