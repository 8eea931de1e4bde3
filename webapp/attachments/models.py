"""Copies, their pictures and what was read. Names, texts and values are sealed columns: a dump tells nobody anything."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from webapp.attachments.errors import ONE_IN_SLOT
from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class AttachmentCopy(Base):
    """One file that somebody handed in for a place (`slot`) of an object. `words` are keyed digests of its words."""

    __tablename__ = "attachment_copies"
    __table_args__ = (
        UniqueConstraint("owner_kind", "owner_ref", "slot", "content_index", name=ONE_IN_SLOT),
        Index(None, "words", postgresql_using="gin"),
        CheckConstraint("state IN ('waiting', 'read', 'failed', 'not_wanted')", name="state_known"),
        CheckConstraint("size > 0 AND pages > 0", name="something_there"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    owner_kind: Mapped[str]
    owner_ref: Mapped[str]
    slot: Mapped[str]
    copy_kind: Mapped[str]
    name: Mapped[str] = mapped_column(EncryptedText)
    media_type: Mapped[str]
    size: Mapped[int] = mapped_column(BigInteger)
    pages: Mapped[int] = mapped_column(SmallInteger)
    sha256: Mapped[str] = mapped_column(EncryptedText)
    content_index: Mapped[bytes]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    received_at: Mapped[datetime]
    received_by: Mapped[int | None] = mapped_column(BigInteger)
    sealed_at: Mapped[datetime | None]
    state: Mapped[str]
    text: Mapped[str | None] = mapped_column(EncryptedText)
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    reader: Mapped[str]
    trouble: Mapped[str]
    words: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    read_at: Mapped[datetime | None]


class AttachmentPicture(Base):
    """A page of a copy, drawn by us: what is shown instead of the file itself."""

    __tablename__ = "attachment_pictures"
    __table_args__ = (UniqueConstraint("copy_id", "n"), CheckConstraint("n > 0", name="n_positive"))

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("attachment_copies.id", ondelete="CASCADE"))
    n: Mapped[int] = mapped_column(SmallInteger)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    width: Mapped[int] = mapped_column(SmallInteger)
    height: Mapped[int] = mapped_column(SmallInteger)


class AttachmentField(Base):
    """A value that was read, its place on the page in thousandths, and what a person made of it."""

    __tablename__ = "attachment_fields"
    __table_args__ = (
        UniqueConstraint("copy_id", "code"),
        CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence_percent"),
        CheckConstraint("(confirmed IS NULL) = (confirmed_at IS NULL)", name="confirmed_at_a_time"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    copy_id: Mapped[int] = mapped_column(ForeignKey("attachment_copies.id", ondelete="CASCADE"))
    code: Mapped[str]
    value: Mapped[str] = mapped_column(EncryptedText)
    as_read: Mapped[str] = mapped_column(EncryptedText)
    confidence: Mapped[int] = mapped_column(SmallInteger)
    page: Mapped[int] = mapped_column(SmallInteger)
    box: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    confirmed: Mapped[str | None] = mapped_column(EncryptedText)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(BigInteger)
