"""The table of stored files: what is where, with the hash that proves it unchanged."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class StoredFile(Base):
    """One file. `key` is its place in the storage, `name` what its owner called it (never used as a path)."""

    __tablename__ = "stored_files"
    __table_args__ = (CheckConstraint("size >= 0", name="size_not_negative"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    content_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[bytes]
    created_at: Mapped[datetime]
