"""A letter in words: its term, its thread. The sender's and the office's pages share it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from webapp.attachments import api as attachments
from webapp.attachments.api import Copy
from webapp.core.clock import today
from webapp.core.text import _, _n
from webapp.core.working_days import between, moved_days
from webapp.correspondence.models import Letter, LetterMessage, LetterStep
from webapp.correspondence.people import names_of_bodies
from webapp.correspondence.queries import messages_named
from webapp.correspondence.rules import OPEN, State
from webapp.correspondence.services.composing import COPIES
from webapp.correspondence.wording import STEPS
from webapp.documents import api as documents
from webapp.ui.filters import day

SOON: Final = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """Until when a letter is answered, in words with its tone."""

    text: str
    tone: str
    last: str
    late: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the thread: a message with its files and papers, or a step in a line."""

    step: LetterStep
    title: str
    by: str
    message: LetterMessage | None = None
    copies: tuple[Copy, ...] = ()
    papers: tuple[documents.Version, ...] = ()
    address: str = ""


def clocks_of(letters: Collection[Letter]) -> dict[int, Clock]:
    """Return the clock of each letter that waits for something."""
    moved, now_on = moved_days(), today()
    found = {}
    for letter in letters:
        if State(letter.state) not in OPEN or letter.due_on is None:
            continue
        if letter.reply_by is not None:
            found[letter.id] = Clock(
                _("Müddət dayanıb"), "neutral", _("göndərənin cavabının son günü: %(day)s", day=day(letter.reply_by))
            )
        else:
            found[letter.id] = _clock(letter.due_on, between(now_on, letter.due_on, moved))
    return found


def thread(letter: Letter, steps: Collection[LetterStep], *, for_sender: bool) -> list[Entry]:
    """Return what was said and done in these steps. The sender reads the authority's name, not its officers', save on answers."""
    messages = messages_named([str(step.detail["message"]) for step in steps if "message" in step.detail])
    names = names_of_bodies([step.body_id for step in steps if step.body_id is not None])
    found = []
    for step in steps:
        message = None if letter.erased_at else messages.get(str(step.detail.get("message", "")))
        by = names.get(step.body_id, "") if step.body_id is not None and for_sender else step.actor_name
        title = str(STEPS["extend_late" if step.detail.get("late") else step.action])
        found.append(_said(step, title, by, message) if message else Entry(step, title, by))
    return found


def _said(step: LetterStep, title: str, by: str, message: LetterMessage) -> Entry:
    token = message.document_token
    return Entry(
        step=step,
        title=title,
        by=by,
        message=message,
        copies=tuple(attachments.copies_of(COPIES, message.public_id)),
        papers=tuple(documents.versions(token)) if token else (),
        address=documents.verification_url(token) if token else "",
    )


def _clock(due: date, left: int) -> Clock:
    last = _("son gün: %(day)s", day=day(due))
    if left < 0:
        return Clock(_n("%(num)s iş günü gecikir", "%(num)s iş günü gecikir", -left), "danger", last, late=True)
    text = _n("%(num)s iş günü qalıb", "%(num)s iş günü qalıb", left) if left else _("Son gün bu gündür")
    return Clock(text, "warning" if left <= SOON else "success", last)
