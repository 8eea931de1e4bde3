"""Documents, their versions, the life of the issued ones, keys. A version or a change is written once and never changed."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.documents.errors import DAYS_IN_ORDER, ONE_PER_NUMBER, ONE_PER_REF, VERSION_ONCE


class Document(Base):
    """A thing that strangers may check. `token` is its unguessable address, `ref` the issuing subsystem's own key."""

    __tablename__ = "documents"
    __table_args__ = (UniqueConstraint("type_code", "ref", name=ONE_PER_REF),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    token: Mapped[str] = mapped_column(unique=True)
    type_code: Mapped[str]
    ref: Mapped[str]
    number: Mapped[str | None]
    created_at: Mapped[datetime]


class DocumentVersion(Base):
    """One file of a document. `label` says in Azerbaijani why it came to be; `sha256` proves the file (append-only)."""

    __tablename__ = "document_versions"
    __table_args__ = (
        UniqueConstraint("document_id", "n", name=VERSION_ONCE),
        CheckConstraint("n > 0", name="n_positive"),
        CheckConstraint("length(sha256) = 32", name="sha256_length"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"))
    n: Mapped[int]
    label: Mapped[str]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    sha256: Mapped[bytes] = mapped_column(index=True)
    created_at: Mapped[datetime]


class IssuedDocument(Base):
    """The life of a document that was issued to somebody: number, holder, days, status. What it printed last says `printed`.

    `copy` is 1, and one more with each duplicate; `revision` one more with each change of what is printed.
    """

    __tablename__ = "issued_documents"
    __table_args__ = (
        Index(ONE_PER_NUMBER, "type_code", "number", unique=True, postgresql_where=text("status <> 'replaced'::text")),
        Index("ix_issued_documents_holder_party_id", "holder_party_id", "issued_at", "document_id"),
        CheckConstraint("valid_to >= valid_from", name=DAYS_IN_ORDER),
        CheckConstraint("status IN ('valid', 'suspended', 'revoked', 'replaced')", name="status_known"),
        CheckConstraint("copy > 0 AND revision > 0 AND printed <= revision", name="counted"),
        CheckConstraint("replaces_id <> document_id", name="replaces_another"),
    )

    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), primary_key=True, autoincrement=False)
    type_code: Mapped[str]
    number: Mapped[str]
    number_key: Mapped[str] = mapped_column(index=True)
    holder_party_id: Mapped[int | None] = mapped_column(ForeignKey("parties.id"))
    holder: Mapped[str]
    holder_kind: Mapped[str]
    subject: Mapped[str]
    subject_key: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    label: Mapped[str]
    extra: Mapped[list[Any]]
    open_rows: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    status: Mapped[str]
    suspended_until: Mapped[date | None]
    copy: Mapped[int]
    revision: Mapped[int]
    printed: Mapped[int]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), unique=True)
    issued_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class DocumentChange(Base):
    """One step in the life of an issued document (append-only)."""

    __tablename__ = "document_changes"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    action: Mapped[str]
    status: Mapped[str]
    copy: Mapped[int]
    reason: Mapped[str]
    basis: Mapped[str]
    until: Mapped[date | None]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str]
    at: Mapped[datetime]


class DocumentKey(Base):
    """A key for what is verified without a network. The private half is sealed, and forgotten when the key retires."""

    __tablename__ = "document_keys"
    __table_args__ = (
        Index(
            "one_document_key_in_use",
            text("(retired_at IS NULL)"),
            unique=True,
            postgresql_where=text("retired_at IS NULL"),
        ),
        CheckConstraint("length(public_key) = 32", name="public_key_length"),
        CheckConstraint("(private_key IS NULL) = (retired_at IS NOT NULL)", name="private_while_in_use"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes]
    private_key: Mapped[bytes | None]
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]
