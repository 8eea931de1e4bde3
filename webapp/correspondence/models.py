"""Tables: authorities connected, letters, what is said in them, what happened, stops of the clock, forwards, terms."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.correspondence.errors import AlreadyConnected, ClockStopped, DraftExists, OwnLetter
from webapp.correspondence.rules import EVERY, RANGES, Kind, State

LETTER: Final = "letters.id"
BODY: Final = "letter_bodies.id"
STATES: Final = ", ".join(f"'{one}'" for one in State)
KINDS: Final = ", ".join(f"'{one}'" for one in Kind)
OF_TERMS: Final = ", ".join(f"'{one}'" for one in [*Kind, EVERY])
NUMBERS: Final = ", ".join(f"'{one}'" for one in RANGES)
IS_OPEN: Final = "state IN ('registered', 'in_work', 'waiting')"
KEPT: Final = "closed_at IS NOT NULL AND erased_at IS NULL"
NOBODY: Final = "assignee_id IS NULL AND state = 'registered'"
ONE_BODY: Final = constraint("uq_letter_bodies_folded", AlreadyConnected)
ONE_STOP: Final = constraint("uq_letter_stops_open", ClockStopped)
ONE_DRAFT: Final = constraint("uq_letter_messages_draft", DraftExists)
NOT_OWN: Final = constraint("ck_letters_officer_is_another", OwnLetter)


class LetterBody(Base):
    """An authority that takes letters here (Rules 11.7). `authority_no` is its number in the catalogue; closed it takes none."""

    __tablename__ = "letter_bodies"
    __table_args__ = (CheckConstraint("(closed_at IS NULL) = (closed_reason = '')", name="closed_with_reason"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(unique=True)
    authority_no: Mapped[int | None] = mapped_column(unique=True)
    connected_at: Mapped[datetime]
    connected_by: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(default="")


class Letter(Base):
    """A thread. `subject` is sealed, `words` are keyed digests of its words; `key` makes a double click begin it once.

    `clock_from` is the day from which its present addressee counts,
    `due_on` the last day of the answer, `reply_by` that of the sender's reply. `in_time` says how it ended: `late_once` is an
    answer that was put off when its day had passed. At `erased_at` its time of keeping was over, and its words went.
    """

    __tablename__ = "letters"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint(f"kind IN ({KINDS})", name="kind_known"),
        CheckConstraint("(state IN ('draft', 'discarded')) = (number IS NULL)", name="numbered_when_sent"),
        CheckConstraint("num_nulls(number, sent_at, due_on, clock_from) IN (0, 4)", name="sent_whole"),
        CheckConstraint("assignee_id <> account_id", name="officer_is_another"),
        CheckConstraint("(state = 'joined') = (joined_to IS NOT NULL)", name="joined_to_one"),
        CheckConstraint("joined_to <> id", name="joined_to_another"),
        CheckConstraint("closed_at >= sent_at", name="closed_after_sent"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating_known"),
        CheckConstraint("(rating IS NULL) = (rated_at IS NULL)", name="rated_whole"),
        CheckConstraint("version > 0 AND forwards >= 0 AND reopened >= 0", name="counts_possible"),
        UniqueConstraint("account_id", "key"),
        Index(None, "party_id", "id"),
        Index("ix_letters_queue", "body_id", "due_on", "id", postgresql_where=text(IS_OPEN)),
        Index("ix_letters_assignee", "assignee_id", "due_on", "id", postgresql_where=text(IS_OPEN)),
        Index("ix_letters_nobody", "body_id", "due_on", "id", postgresql_where=text(NOBODY)),
        Index("ix_letters_all_of_body", "body_id", "id", postgresql_where=text("number IS NOT NULL")),
        Index("ix_letters_words", "words", postgresql_using="gin"),
        Index("ix_letters_kept", "closed_at", "id", postgresql_where=text(KEPT)),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str]
    number: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[str]
    about: Mapped[str]
    body_id: Mapped[int] = mapped_column(ForeignKey(BODY))
    party_id: Mapped[int] = mapped_column(BigInteger)
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    subject: Mapped[str] = mapped_column(EncryptedText)
    words: Mapped[list[int]] = mapped_column(ARRAY(BigInteger))
    state: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    clock_from: Mapped[date | None]
    due_on: Mapped[date | None]
    extended_on: Mapped[date | None]
    reply_by: Mapped[date | None]
    assignee_id: Mapped[int | None] = mapped_column(BigInteger)
    forwards: Mapped[int] = mapped_column(default=0)
    reopened: Mapped[int] = mapped_column(default=0)
    joined_to: Mapped[int | None] = mapped_column(ForeignKey(LETTER))
    closed_at: Mapped[datetime | None]
    in_time: Mapped[bool | None]
    rating: Mapped[int | None]
    rating_text: Mapped[str | None] = mapped_column(EncryptedText)
    rated_at: Mapped[datetime | None]
    archived: Mapped[bool] = mapped_column(default=False)
    reminded_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]
    document_token: Mapped[str | None]
    late_once: Mapped[bool] = mapped_column(default=False)
    erased_at: Mapped[datetime | None]


class LetterMessage(Base):
    """What one side says: a draft until `sent_at`, then kept as it is by a trigger. One draft a side.

    `number` is the outgoing number of an answer, taken when its signature is first asked for. `request_version` is the
    version of the text that is being signed.
    """

    __tablename__ = "letter_messages"
    __table_args__ = (
        CheckConstraint("side IN ('sender', 'office')", name="side_known"),
        CheckConstraint("kind IN ('letter', 'reply', 'question', 'answer', 'refusal')", name="kind_known"),
        CheckConstraint("(side = 'sender') = (kind IN ('letter', 'reply'))", name="kind_of_side"),
        CheckConstraint("(side = 'office') = (body_id IS NOT NULL)", name="office_is_a_body"),
        CheckConstraint("sent_at IS NULL OR kind <> 'refusal' OR ground <> ''", name="refusal_has_ground"),
        CheckConstraint("version > 0", name="counts_possible"),
        Index(ONE_DRAFT, "letter_id", "side", unique=True, postgresql_where=text("sent_at IS NULL")),
        Index(None, "letter_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey(LETTER))
    side: Mapped[str]
    kind: Mapped[str]
    ground: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(EncryptedText)
    version: Mapped[int] = mapped_column(default=1)
    body_id: Mapped[int | None] = mapped_column(ForeignKey(BODY))
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(EncryptedText)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    signed_at: Mapped[datetime | None]
    certificate: Mapped[str | None]
    number: Mapped[str | None] = mapped_column(unique=True)
    request_id: Mapped[str | None] = mapped_column(unique=True)
    request_version: Mapped[int | None]
    document_token: Mapped[str | None]


class LetterStep(Base):
    """What happened and who did it (append-only). Steps that are not `open` are notes of the authority `body_id` alone."""

    __tablename__ = "letter_steps"
    __table_args__ = (Index(None, "letter_id", "id"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey(LETTER))
    action: Mapped[str]
    open: Mapped[bool]
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(BigInteger)
    actor_name: Mapped[str] = mapped_column(EncryptedText)
    body_id: Mapped[int | None] = mapped_column(ForeignKey(BODY))
    text: Mapped[str] = mapped_column(EncryptedText)
    detail: Mapped[dict[str, Any]]


class LetterStop(Base):
    """A time in which the clock stands, for the sender is asked something; one at a time."""

    __tablename__ = "letter_stops"
    __table_args__ = (
        CheckConstraint("until_on >= since_on", name="possible"),
        Index(ONE_STOP, "letter_id", unique=True, postgresql_where=text("until_on IS NULL")),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey(LETTER))
    since_on: Mapped[date]
    until_on: Mapped[date | None]


class LetterForward(Base):
    """A letter's way from one authority to another: all that the first keeps of it (append-only)."""

    __tablename__ = "letter_forwards"
    __table_args__ = (
        CheckConstraint("from_body_id <> to_body_id", name="to_another"),
        UniqueConstraint("letter_id", "to_body_id"),
        Index(None, "from_body_id", "id"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey(LETTER))
    from_body_id: Mapped[int] = mapped_column(ForeignKey(BODY))
    to_body_id: Mapped[int] = mapped_column(ForeignKey(BODY))
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(BigInteger)
    late: Mapped[bool]


class LetterTerm(Base):
    """A number of the law for a kind of letter (or `every`) from a day on; of one day the later row counts.

    Rows are only added (trigger). `assumed` marks a default that no source settles yet.
    """

    __tablename__ = "letter_terms"
    __table_args__ = (
        CheckConstraint(f"kind IN ({OF_TERMS})", name="kind_known"),
        CheckConstraint(f"code IN ({NUMBERS})", name="code_known"),
        CheckConstraint("value >= 0 AND btrim(basis) <> ''", name="row_possible"),
        Index(None, "kind", "code", "valid_from"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    kind: Mapped[str]
    code: Mapped[str]
    value: Mapped[int]
    basis: Mapped[str]
    assumed: Mapped[bool]
    valid_from: Mapped[date]
    set_by: Mapped[str]
    at: Mapped[datetime]
