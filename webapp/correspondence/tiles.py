"""What waits: for the sender, for the officer. Counts of menus and first pages; the passage from the catalogue."""

from typing import Any, Final

from flask import url_for
from sqlalchemy import bindparam, func, select, text

from webapp.catalogue.api import Passage
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.correspondence.models import IS_OPEN, Letter, LetterBody
from webapp.correspondence.permissions import CONNECT, SEE, SET_TERMS, WRITE
from webapp.correspondence.rules import OPEN, State
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem

E_LETTERS: Final = frozenset({"36.1", "34.1", "38.1", "13.3", "13.4", "35.1"})
"""Kinds of the act's list that are a letter to the body (requirements: R-002-L.36.1)."""

_party: Final[Any] = bindparam("party")
ASKED: Final = select(func.count()).where(Letter.party_id == _party, Letter.state == State.WAITING.value)
UNDER_WAY: Final = select(func.count()).where(Letter.party_id == _party, Letter.state.in_(tuple(OPEN)))
MINE: Final = select(func.count()).where(Letter.assignee_id == bindparam("account"), text(IS_OPEN))


def asked(actor: Actor) -> int:
    """Return how many letters wait for something from whom the actor acts for."""
    return figure("correspondence.asked", actor)


def in_hand(actor: Actor) -> int:
    """Return how many letters the officer has in hand."""
    return figure("correspondence.mine", actor)


def describe(actor: Actor) -> Text:
    """Say how things stand with one's letters."""
    if count := asked(actor):
        return _n("%(num)s məktub sizdən cavab gözləyir", "%(num)s məktub sizdən cavab gözləyir", count)
    if count := figure("correspondence.under_way", actor):
        return _n("%(num)s məktuba baxılır", "%(num)s məktuba baxılır", count)
    return _("Dövlət orqanına yazın, cavabı burada alın")


def address(list_no: str, authority_no: int) -> str | None:
    """Return where a kind of the list is brought about: a new letter to its body, None while this takes no letters."""
    wanted = select(LetterBody.code).where(LetterBody.authority_no == authority_no, LetterBody.closed_at.is_(None))
    code = db.session().scalar(wanted)
    return url_for("correspondence.new", to=code, about=list_no) if code else None


PLUGINS: Final = (
    MenuItem(_l("Məktublar"), "correspondence.index", "mail", "cabinet", WRITE, order=29, badge=asked),
    HomeTile(_l("Rəsmi yazışma"), "correspondence.index", "mail", describe, WRITE, order=14),
    MenuItem(_l("Məktublar"), "correspondence_office.index", "mail", "office", SEE, order=14, badge=in_hand),
    MenuItem(_l("Qoşulan orqanlar"), "correspondence_office.bodies", "mail", "office", CONNECT, order=67),
    MenuItem(_l("Məktubların müddətləri"), "correspondence_office.terms", "mail", "office", SET_TERMS, order=68),
    Figure("correspondence.asked", ASKED, in_menu=True, permission=WRITE),
    Figure("correspondence.under_way", UNDER_WAY, permission=WRITE),
    Figure("correspondence.mine", MINE, in_menu=True, permission=SEE),
    Passage(
        E_LETTERS,
        _l("Müraciət yaz"),
        _l("Bu xidmət portalın rəsmi yazışmasında göstərilir: orqana məktub yazır, cavabı kabinetinizdə alırsınız."),
        address,
        icon="mail",
    ),
)
