"""Tables behind values that processes keep in memory (`kept.py`): which version of each stands now."""

from uuid import UUID

from sqlalchemy import BigInteger, Identity
from sqlalchemy.orm import Mapped, mapped_column

from webapp.core.db import Base


class KeptVersion(Base):
    """The version of the tables under a name: another one after each transaction that wrote to them."""

    __tablename__ = "kept_versions"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[UUID]


class KeptTouch(Base):
    """A mark that lives inside the transaction that writes to such tables; the commit turns it into a new version."""

    __tablename__ = "kept_touches"

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    name: Mapped[str]
