"""Facts of the register: ids and codes alone."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ServantRegistered(Event):
    """A person got a record in the register."""

    servant_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChanged(Event):
    """A fact of a record has a new version; `cause` as in `service_facts`."""

    servant_id: int
    entry: str
    version: int
    group_code: str
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractReady(Event):
    """An extract of a record was sealed."""

    extract_id: int
