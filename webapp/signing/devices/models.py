"""The table of phones' keys: the public halves; the private ones never leave the phones."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class DeviceKey(Base):
    """A key of one person's phone. `public_key` is the point of P-256; it signs until it expires or is revoked."""

    __tablename__ = "device_keys"
    __table_args__ = (
        Index(None, "account_id", "id"),
        Index(None, "fin_index"),
        CheckConstraint("octet_length(public_key) = 65", name="key_is_point"),
        CheckConstraint("expires_at > registered_at", name="expires_later"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    person: Mapped[str]
    fin: Mapped[str] = mapped_column(EncryptedText)
    fin_index: Mapped[bytes]
    name: Mapped[str]
    public_key: Mapped[bytes] = mapped_column(unique=True)
    registered_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[int | None] = mapped_column(BigInteger)
    seen_at: Mapped[datetime | None]
