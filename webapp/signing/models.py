"""The table of wishes for a signature."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.signing.devices.models import DeviceKey
from webapp.signing.errors import ONE_LIVE

__all__ = ["DeviceKey", "SignatureRequest"]


class SignatureRequest(Base):
    """One wish for one person's signature under one PDF.

    `preparation` is what must be remembered while the person has the digest on the telephone, `signature` the value that
    came back. A `statement` is signed together with the PDF: `statement_signature` is its value, `statement_cms` what
    became of it. No key and no PIN is ever here (decision 118, annex 1, 13.2).
    """

    __tablename__ = "signature_requests"
    __table_args__ = (
        Index(ONE_LIVE, "purpose", "ref", unique=True, postgresql_where=text("state IN ('preparing', 'waiting')")),
        Index(None, "purpose", "ref", "id"),
        CheckConstraint(
            "state IN ('preparing', 'waiting', 'completed', 'refused', 'timed_out', 'failed', 'cancelled')",
            name="state",
        ),
        CheckConstraint(
            "(state = 'completed') = (signed_file_id IS NOT NULL AND signed_at IS NOT NULL)", name="completed_has_file"
        ),
        CheckConstraint("state <> 'waiting' OR provider_session IS NOT NULL", name="waiting_has_session"),
        CheckConstraint(
            "state <> 'completed' OR (statement IS NULL) = (statement_cms IS NULL)", name="statement_is_signed"
        ),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    ref: Mapped[str]
    title: Mapped[str]
    account_id: Mapped[int] = mapped_column(BigInteger, index=True)
    party_id: Mapped[int | None] = mapped_column(BigInteger)
    signer_name: Mapped[str]
    signer_fin: Mapped[str] = mapped_column(EncryptedText)
    means: Mapped[str]
    state: Mapped[str]
    reason: Mapped[str | None]
    trouble: Mapped[str | None]
    troubles: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=1)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    prepared_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    signed_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    preparation: Mapped[str | None] = mapped_column(EncryptedText)
    signature: Mapped[bytes | None]
    statement: Mapped[bytes | None]
    statement_signature: Mapped[bytes | None]
    statement_cms: Mapped[bytes | None]
    provider_session: Mapped[str | None]
    control_code: Mapped[str | None]
    certificate_number: Mapped[str | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    signed_at: Mapped[datetime | None]
