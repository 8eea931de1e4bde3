"""Documents and their versions. A version is written once and never changed."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.documents.errors import ONE_PER_REF, VERSION_ONCE


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
