"""Kinds of the act's list that are given in another room of this portal: their page leads there."""

from collections.abc import Callable
from dataclasses import dataclass

from webapp.catalogue.models import Entry
from webapp.core.registry import plugins
from webapp.core.text import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """A way from the page of a listed kind to a page that brings it about: `text` on the button, `said` beside it.

    `address` returns the page for (the number in the list, the body's number), None while it is not open.
    """

    list_nos: frozenset[str]
    text: Text
    said: Text
    address: Callable[[str, int], str | None]
    icon: str = "arrow_right"


def passage_of(entry: Entry) -> tuple[Passage, str] | None:
    """Return the passage of an entry that no body registered yet, with its address; None where there is none open."""
    if entry.state != "listed" or entry.list_no is None:
        return None
    for passage in plugins(Passage):
        if entry.list_no in passage.list_nos:
            address = passage.address(entry.list_no, entry.authority_no)
            return (passage, address) if address else None
    return None
