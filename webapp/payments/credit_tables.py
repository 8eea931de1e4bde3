"""Table of credit notes: the proof that money went back."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class CreditNote(Base):
    """The receipt of a refund, with the payer as known on that day. Never changed; numbers have no gaps."""

    __tablename__ = "payment_credit_notes"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        CheckConstraint("serial > 0 AND qepik > 0", name="amounts"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    year: Mapped[int]
    serial: Mapped[int] = mapped_column(BigInteger)
    refund_id: Mapped[int] = mapped_column(ForeignKey("payment_refunds.id"), unique=True)
    document_token: Mapped[str]
    qepik: Mapped[int] = mapped_column(BigInteger)
    payer_name: Mapped[str]
    payer_number: Mapped[str] = mapped_column(EncryptedText)
    issued_at: Mapped[datetime]
