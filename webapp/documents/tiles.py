"""My documents: the first card and the first block of the cabinet."""

from typing import Any, Final

from webapp.cabinets.api import HomeBlock
from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.documents.permissions import DOCUMENTS_VIEW
from webapp.documents.presenting import card_of
from webapp.documents.shelf import VALID_COUNT, documents_in
from webapp.ui.figures import Figure, figure
from webapp.ui.navigation import HomeTile, MenuItem

COUNT: Final = "documents.valid"
AT_HOME: Final = 3


def describe_documents(actor: Actor) -> Text:
    """Say how many documents are valid."""
    count = figure(COUNT, actor)
    if not count:
        return _("Qüvvədə olan sənədiniz yoxdur")
    return _n("%(num)s sənəd qüvvədədir", "%(num)s sənəd qüvvədədir", count)


def newest_cards(actor: Actor) -> dict[str, Any] | None:
    """Return the cards for the first page, None when nothing is valid: then nothing is asked either."""
    count = figure(COUNT, actor)
    if not count or actor.party_id is None:
        return None
    newest = documents_in(actor.party_id, "valid", after=None, before=None, size=AT_HOME).rows
    return {"cards": [card_of(document) for document in newest], "count": count}


TILES: Final = (
    HomeTile(_l("Sənədlərim"), "documents_cabinet.index", "id", describe_documents, DOCUMENTS_VIEW, order=1),
    MenuItem(_l("Sənədlər"), "documents_cabinet.index", "id", "cabinet", DOCUMENTS_VIEW, order=5),
    HomeBlock("documents/home_block.html", newest_cards, DOCUMENTS_VIEW),
    Figure(COUNT, VALID_COUNT, permission=DOCUMENTS_VIEW),
)
