"""Tables of the desk: remarks, who takes a text on, files looked through, pictures of pages with a text's place."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, Integer, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class TextComment(Base):
    """A question or an answer about a text in a language; only added, and settled by somebody."""

    __tablename__ = "text_comments"
    __table_args__ = (
        CheckConstraint("language IN ('az', 'en', 'ru')", name="language_known"),
        CheckConstraint("btrim(words) <> ''", name="words_given"),
        CheckConstraint("(settled_at IS NULL) = (settled_by IS NULL)", name="settled_by_somebody"),
        Index(None, "text_id", "language", "id"),
        Index("ix_text_comments_open", "language", "text_id", postgresql_where=text("settled_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    language: Mapped[str]
    words: Mapped[str]
    author_id: Mapped[int] = mapped_column(BigInteger)
    author_name: Mapped[str]
    at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]


class TextAssignment(Base):
    """Who has taken a text on, or was asked to; one person for a text and language."""

    __tablename__ = "text_assignments"
    __table_args__ = (
        CheckConstraint("language IN ('az', 'en', 'ru')", name="language_known"),
        Index(None, "account_id", "language"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(BigInteger)
    account_name: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime]


class TextImport(Base):
    """A file that somebody handed in to be looked through; its bytes go when it is applied or given up."""

    __tablename__ = "text_imports"
    __table_args__ = (
        CheckConstraint("language IN ('az', 'en', 'ru')", name="language_known"),
        CheckConstraint("(content IS NULL) = (ended_at IS NOT NULL)", name="content_until_the_end"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    language: Mapped[str]
    name: Mapped[str]
    size: Mapped[int] = mapped_column(Integer)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_id: Mapped[int] = mapped_column(BigInteger)
    by_name: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    batch: Mapped[str | None]
    taken: Mapped[int | None] = mapped_column(Integer)


class TextPicture(Base):
    """A picture of a page as it looked in a language on a small screen; a newer one takes its place."""

    __tablename__ = "text_pictures"
    __table_args__ = (
        CheckConstraint("width > 0 AND height > 0", name="has_a_size"),
        Index("uq_text_pictures_page", "path", "language", unique=True),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    path: Mapped[str]
    title: Mapped[str]
    language: Mapped[str]
    file_id: Mapped[int] = mapped_column(BigInteger)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    taken_at: Mapped[datetime]


class TextPlace(Base):
    """Where a text stands on a picture, in its pixels; the first place of each text only.

    `room` is the width that the page leaves for it, `font` what it is set in, as CSS says it.
    """

    __tablename__ = "text_places"
    __table_args__ = (Index(None, "text_id"),)

    picture_id: Mapped[int] = mapped_column(ForeignKey("text_pictures.id", ondelete="CASCADE"), primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    left: Mapped[int] = mapped_column(Integer)
    top: Mapped[int] = mapped_column(Integer)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    room: Mapped[int] = mapped_column(Integer)
    font: Mapped[str]
