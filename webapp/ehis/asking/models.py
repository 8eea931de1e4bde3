"""Tables of the client: kept answers, questions that wait for a register, and what the operator ordered."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.crypto import EncryptedText
from webapp.core.db import Base


class KeptAnswer(Base):
    """An answer for one purpose, case and official. `key` and `case_index` are keyed digests, `sealed` the fields."""

    __tablename__ = "ehis_kept_answers"
    __table_args__ = (Index("ix_ehis_kept_answers_until", "until"), Index("ix_ehis_kept_answers_case", "case_index"))

    key: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    case_index: Mapped[bytes | None]
    service: Mapped[str]
    purpose: Mapped[str]
    sealed: Mapped[bytes]
    kept_at: Mapped[datetime]
    until: Mapped[datetime]


class WaitingQuestion(Base):
    """A question that a register did not answer, though work must go on. `sealed` holds whom it is about and who asks.

    `ref` names the work that waits, `until` is the statutory date; `sealed_answer` is there until the room takes it.
    """

    __tablename__ = "ehis_waiting_questions"
    __table_args__ = (
        UniqueConstraint("public_id"),
        CheckConstraint("state IN ('waiting', 'held', 'answered', 'gave_up')", name="state"),
        CheckConstraint("tries >= 0", name="tries"),
        Index("ix_ehis_waiting_questions_due", "next_at", postgresql_where="state = 'waiting'"),
        Index("ix_ehis_waiting_questions_ref", "ref"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str]
    service: Mapped[str]
    provider: Mapped[str]
    purpose: Mapped[str]
    role: Mapped[str]
    ref: Mapped[str]
    sealed: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    tries: Mapped[int]
    reason: Mapped[str]
    message_id: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime]
    next_at: Mapped[datetime]
    tried_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    outcome: Mapped[str | None]
    sealed_answer: Mapped[str | None] = mapped_column(EncryptedText)


class Order(Base):
    """What the operator ordered of a service: `open` sends nothing until `close`, which also forgets the failures."""

    __tablename__ = "ehis_orders"
    __table_args__ = (CheckConstraint("standing IN ('open', 'close')", name="standing"),)

    service: Mapped[str] = mapped_column(primary_key=True)
    standing: Mapped[str]
    reason: Mapped[str]
    given_by: Mapped[str]
    at: Mapped[datetime]


class ContractStep(Base):
    """From `on_day` the contract with a register's owner is in force no more, or again (clauses 3.3 to 3.6).

    Rows are only added (a trigger sees to it); of one day the later row counts.
    """

    __tablename__ = "ehis_contract_steps"
    __table_args__ = (CheckConstraint("kind IN ('ended', 'renewed')", name="kind"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    contract: Mapped[str]
    kind: Mapped[str]
    on_day: Mapped[date]
    document: Mapped[str]
    reason: Mapped[str]
    given_by: Mapped[str]
    at: Mapped[datetime]


class NamedOfficial(Base):
    """In whose name automatic questions of a purpose are asked (clause 6.6), and by which document."""

    __tablename__ = "ehis_named_officials"

    purpose: Mapped[str] = mapped_column(primary_key=True)
    fin: Mapped[str] = mapped_column(EncryptedText)
    name: Mapped[str] = mapped_column(EncryptedText)
    document: Mapped[str]
    given_by: Mapped[str]
    at: Mapped[datetime]


class BreakerRow(Base):
    """The breaker of one service in one process, for the monitoring station; `at` is when it was last told."""

    __tablename__ = "breakers"
    __table_args__ = (
        CheckConstraint("state IN ('closed', 'open', 'half-open', 'forced-open')", name="state"),
        {"schema": "ehis_stats"},
    )

    process: Mapped[str] = mapped_column(primary_key=True)
    service: Mapped[str] = mapped_column(primary_key=True)
    state: Mapped[str]
    since: Mapped[datetime]
    at: Mapped[datetime]
