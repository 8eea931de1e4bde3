"""What the programs of the exchange say of themselves, and since when. No row names a person or a message."""

from datetime import datetime
from typing import Final

from sqlalchemy import BigInteger, CheckConstraint, Identity, Index
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base

SCHEMA: Final = "ehis_stats"
COMPONENTS: Final = ("gateway", "adapter", "portal", "station", "worker")
"""The four of clause 2.1 (security server, adaptation server, user interface, station), then the job worker."""
_KNOWN = "component IN ('gateway', 'adapter', 'portal', 'worker', 'station')"


class Heartbeat(Base):
    """The last sign of life of one process. `archive_lag_s` and what follows are told by those who can know them."""

    __tablename__ = "heartbeats"
    __table_args__ = (
        CheckConstraint(_KNOWN, name="component"),
        CheckConstraint("state IN ('running', 'refusing')", name="state"),
        {"schema": SCHEMA},
    )

    component: Mapped[str] = mapped_column(primary_key=True)
    instance: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str]
    protocol: Mapped[str]
    version: Mapped[str]
    state: Mapped[str]
    at: Mapped[datetime]
    started_at: Mapped[datetime]
    clock_offset_ms: Mapped[int | None]
    authority_offset_ms: Mapped[int | None]
    queue_depth: Mapped[int | None]
    archive_lag_s: Mapped[int | None]
    last_stamp_at: Mapped[datetime | None]
    log_failed_since: Mapped[datetime | None]


class Spell(Base):
    """A time during which a component was there without a break; what lies between two spells is an outage."""

    __tablename__ = "spells"
    __table_args__ = (
        CheckConstraint(_KNOWN, name="component"),
        CheckConstraint("began_at <= seen_at", name="order"),
        Index("ix_spells_component_seen_at", "component", "seen_at"),
        {"schema": SCHEMA},
    )

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    component: Mapped[str]
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class CertificateInUse(Base):
    """Until when a certificate (or the authority's revocation list) that a component uses is valid."""

    __tablename__ = "certificates"
    __table_args__ = (
        CheckConstraint(_KNOWN, name="component"),
        CheckConstraint("purpose IN ('tls', 'signing', 'client', 'authority', 'revocations')", name="purpose"),
        {"schema": SCHEMA},
    )

    component: Mapped[str] = mapped_column(primary_key=True)
    purpose: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    not_after: Mapped[datetime]
    at: Mapped[datetime]
