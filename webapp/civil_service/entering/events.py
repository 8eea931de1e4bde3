"""Facts of entering: ids alone."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperDone(Event):
    """A signed paper was carried out; `correction` is the one that it answers, `made` whether every change was made."""

    public_id: str
    correction: str | None
    made: bool
