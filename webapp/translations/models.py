"""Tables: texts of the catalogues, what translators made of them, what is published over the catalogues."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.translations.desk.models import TextAssignment, TextComment, TextImport, TextPicture, TextPlace
from webapp.translations.errors import OwnWork, VersionRaced

__all__ = [
    "TextAssignment",
    "TextComment",
    "TextDismissal",
    "TextFault",
    "TextImport",
    "TextLanguage",
    "TextPicture",
    "TextPlace",
    "TextPublication",
    "TextPublicationItem",
    "TextReading",
    "TextRow",
    "TextTarget",
    "TextTerm",
    "TextVersion",
]
KNOWN_LANGUAGE = "language IN ('az', 'en', 'ru')"


class TextRow(Base):
    """A text of the catalogues, one row for each msgid (with plural and context). Never deleted: one that is gone says so.

    `key` is the digest of msgid, plural and context: it stands in addresses. `areas` are the rooms whose files say the
    text, `reach` is 1 where visitors meet it, 2 in cabinets, 3 in offices alone. `previous_id` is the text in whose
    place it came (its wording changed). `longest` is a limit that somebody set, in letters.
    """

    __tablename__ = "texts"
    __table_args__ = (
        CheckConstraint("reach BETWEEN 1 AND 3", name="reach_known"),
        CheckConstraint("longest BETWEEN 1 AND 5000", name="longest_possible"),
        Index(None, "reach", "id", postgresql_where=text("gone_at IS NULL")),
        Index(None, "areas", postgresql_using="gin"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    msgid: Mapped[str]
    plural: Mapped[str | None]
    context: Mapped[str | None]
    locations: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    areas: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    flags: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    notes: Mapped[str]
    reach: Mapped[int] = mapped_column(SmallInteger)
    longest: Mapped[int | None] = mapped_column(SmallInteger)
    words: Mapped[str]
    since: Mapped[datetime]
    gone_at: Mapped[datetime | None]
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("texts.id"))


class TextTarget(Base):
    """How a text stands in a language: what the catalogue has, what is published over it, what is being worked on.

    Kept by the services, so that lists are one query. `shown` are the forms that pages show now (empty: the original
    is shown); `state` is one of `rules.State`; `stale_from` is the wording for which the forms were made, where the original reads
    otherwise now; `failing` are checks that the newest words do not pass (`blocked` says that one of them blocks);
    `words` are the newest words, folded for the search.
    """

    __tablename__ = "text_targets"
    __table_args__ = (
        CheckConstraint(KNOWN_LANGUAGE, name="language_known"),
        CheckConstraint(
            "state IN ('untranslated', 'translated', 'fuzzy', 'draft', 'proposed', 'approved', 'published')",
            name="state_known",
        ),
        Index(None, "language", "state", "text_id"),
        Index("ix_text_targets_stale", "language", "text_id", postgresql_where=text("stale_from IS NOT NULL")),
        Index("ix_text_targets_failing", "language", "text_id", postgresql_where=text("failing <> '{}'")),
        Index(None, "changed_by", "changed_at"),
        Index(None, "changed_at"),
    )

    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"), primary_key=True)
    language: Mapped[str] = mapped_column(primary_key=True)
    base: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    base_fuzzy: Mapped[bool]
    published_id: Mapped[int | None] = mapped_column(ForeignKey("text_versions.id"))
    working_id: Mapped[int | None] = mapped_column(ForeignKey("text_versions.id"))
    state: Mapped[str]
    stale_from: Mapped[list[str] | None] = mapped_column(ARRAY(TEXT))
    shown: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    failing: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    blocked: Mapped[bool]
    words: Mapped[str]
    changed_at: Mapped[datetime | None]
    changed_by: Mapped[int | None] = mapped_column(BigInteger)


class TextVersion(Base):
    """Words that somebody gave to a text in a language; only added. A trigger lets its state and its review change, nothing else.

    `number` counts within text and language: a save says on which number it builds. `source` is the wording of the
    original for which it was made (with the plural as the second), `how` says by what: written, suggested, replaced,
    imported, reverted, carried (from the text in whose place this one came).
    """

    __tablename__ = "text_versions"
    __table_args__ = (
        CheckConstraint(KNOWN_LANGUAGE, name="language_known"),
        CheckConstraint(
            "state IN ('draft', 'proposed', 'approved', 'published', 'rejected', 'replaced')", name="state_known"
        ),
        CheckConstraint(
            "how IN ('written', 'suggested', 'replaced', 'imported', 'reverted', 'carried')", name="how_known"
        ),
        CheckConstraint(
            "array_ndims(forms) = 1 AND cardinality(forms) BETWEEN 1 AND 6 AND array_position(forms, NULL) IS NULL",
            name="forms_counted",
        ),
        CheckConstraint(
            "NOT two_persons OR reviewer_id IS NULL OR author_id IS NULL OR reviewer_id <> author_id",
            name=constraint("ck_text_versions_two_persons", OwnWork).removeprefix("ck_text_versions_"),
        ),
        CheckConstraint(
            "NOT two_persons OR state NOT IN ('approved', 'published') OR (author_id IS NOT NULL AND reviewer_id IS NOT NULL)",
            name=constraint("ck_text_versions_approved_by_a_second", OwnWork).removeprefix("ck_text_versions_"),
        ),
        CheckConstraint("(reviewer_id IS NULL) = (reviewed_at IS NULL)", name="reviewed_at_an_instant"),
        CheckConstraint("state <> 'rejected' OR reason IS NOT NULL", name="rejected_with_reason"),
        UniqueConstraint(
            "text_id", "language", "number", name=constraint("uq_text_versions_text_id_language_number", VersionRaced)
        ),
        Index(None, "language", "state", "id"),
        Index(None, "author_id", "at"),
        Index("ix_text_versions_batch", "batch", postgresql_where=text("batch IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    language: Mapped[str]
    number: Mapped[int]
    forms: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    source: Mapped[list[str]] = mapped_column(ARRAY(TEXT))
    source_digest: Mapped[str]
    state: Mapped[str]
    how: Mapped[str]
    batch: Mapped[str | None]
    two_persons: Mapped[bool]
    author_id: Mapped[int | None] = mapped_column(BigInteger)
    author_name: Mapped[str]
    at: Mapped[datetime]
    reviewer_id: Mapped[int | None] = mapped_column(BigInteger)
    reviewer_name: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]
    reason: Mapped[str | None]


class TextPublication(Base):
    """What is served over the catalogues from an instant on; only added. The one with the highest number is served.

    Going back makes a new one with the same versions as an older one, named by `rolls_back_to`.
    """

    __tablename__ = "text_publications"
    __table_args__ = (CheckConstraint("number > 0", name="number_positive"),)

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[UUID] = mapped_column(unique=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    by_name: Mapped[str]
    note: Mapped[str]
    scope: Mapped[dict[str, Any]]
    counts: Mapped[dict[str, Any]]
    rolls_back_to: Mapped[int | None] = mapped_column(ForeignKey("text_publications.number"))


class TextPublicationItem(Base):
    """A version that a publication serves: the whole set stands with each publication, so that any can be served again."""

    __tablename__ = "text_publication_items"
    __table_args__ = (Index(None, "version_id"),)

    publication: Mapped[int] = mapped_column(ForeignKey("text_publications.number"), primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("text_versions.id"), primary_key=True)


class TextDismissal(Base):
    """A check that somebody judged not to matter for these words, and why; other words are checked again."""

    __tablename__ = "text_dismissals"
    __table_args__ = (
        UniqueConstraint("text_id", "language", "code", "words_digest"),
        CheckConstraint("btrim(reason) <> ''", name="reason_given"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("texts.id"))
    language: Mapped[str]
    code: Mapped[str]
    words_digest: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(BigInteger)
    by_name: Mapped[str]
    at: Mapped[datetime]


class TextTerm(Base):
    """A term: how it is said in each language, and what must not be said instead. Ended, not deleted."""

    __tablename__ = "text_terms"
    __table_args__ = (
        Index("uq_text_terms_az", "az", unique=True, postgresql_where=text("ended_at IS NULL")),
        CheckConstraint("btrim(az) <> ''", name="az_given"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    az: Mapped[str]
    en: Mapped[str]
    ru: Mapped[str]
    forbidden: Mapped[dict[str, Any]]
    note: Mapped[str]
    by_name: Mapped[str]
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class TextLanguage(Base):
    """What the office decided for a language: does a second person review before publishing."""

    __tablename__ = "text_languages"
    __table_args__ = (CheckConstraint(KNOWN_LANGUAGE, name="language_known"),)

    language: Mapped[str] = mapped_column(primary_key=True)
    two_persons: Mapped[bool]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class TextReading(Base):
    """A reading of the catalogues into `texts`: which files, what it found."""

    __tablename__ = "text_readings"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    digest: Mapped[str]
    at: Mapped[datetime]
    counts: Mapped[dict[str, Any]]


class TextFault(Base):
    """A published text that could not be filled on a page: the catalogue's words were shown instead."""

    __tablename__ = "text_faults"
    __table_args__ = (
        UniqueConstraint("key", "language", "publication"),
        Index("ix_text_faults_untold", "id", postgresql_where=text("told_at IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    key: Mapped[str]
    language: Mapped[str]
    publication: Mapped[int]
    fault: Mapped[str]
    times: Mapped[int] = mapped_column(BigInteger)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
