"""Facts of the room."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRead(Event):
    """The reading of a copy ended, with fields or without; `kind` and `ref` name the object that it belongs to."""

    public_id: str
    kind: str
    ref: str
    slot: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldConfirmed(Event):
    """A person said what stands on the copy for `field`: `value` in its normal form, `before` what was confirmed earlier."""

    kind: str
    ref: str
    slot: str
    field: str
    value: str
    before: str | None
