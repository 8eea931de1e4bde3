"""Tables of upkeep: settings of protection, inspections by schedule, requests for change, releases."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Identity, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base
from webapp.core.errors import constraint
from webapp.incidents.errors import AlreadyReleased

ONE_RELEASE = constraint("uq_incident_releases_version", AlreadyReleased)


class Setting(Base):
    """A text or number about the protection of the system, with the clause that wants it."""

    __tablename__ = "incident_settings"

    code: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    basis: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[str]


class InspectionPlan(Base):
    """What is inspected, and how often (charter 004, 6.1.11)."""

    __tablename__ = "incident_inspection_plans"
    __table_args__ = (CheckConstraint("every_days BETWEEN 1 AND 366", name="every_days"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    every_days: Mapped[int]
    since: Mapped[date]


class Inspection(Base):
    """An inspection that was done: by whom, what was found. Never changed."""

    __tablename__ = "incident_inspections"
    __table_args__ = (CheckConstraint("result IN ('sound', 'remarks')", name="result"),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    plan: Mapped[str] = mapped_column(ForeignKey("incident_inspection_plans.code"), index=True)
    done_on: Mapped[date]
    result: Mapped[str]
    text: Mapped[str]
    written_at: Mapped[datetime]
    written_by: Mapped[str]


class ChangeRequest(Base):
    """A change of the system: whose proposal, how far, released when (charter 004, 6.1.17)."""

    __tablename__ = "incident_changes"
    __table_args__ = (
        CheckConstraint("source IN ('ministry', 'owner', 'operator')", name="source"),
        CheckConstraint("state IN ('proposed', 'accepted', 'declined', 'released')", name="state"),
        CheckConstraint("state <> 'released' OR released_on IS NOT NULL", name="released_on_a_day"),
        UniqueConstraint("number", name="uq_incident_changes_number"),
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True)
    number: Mapped[str]
    source: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    state: Mapped[str]
    remark: Mapped[str]
    planned_on: Mapped[date | None]
    released_on: Mapped[date | None]
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str]


class Release(Base):
    """What a version of the system brought; participants and the owner were told (charter 004, 6.1.10)."""

    __tablename__ = "incident_releases"
    __table_args__ = (UniqueConstraint("version", name=ONE_RELEASE),)

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    version: Mapped[str]
    released_on: Mapped[date]
    text: Mapped[str]
    told: Mapped[int]
    published_at: Mapped[datetime]
    published_by: Mapped[str]
