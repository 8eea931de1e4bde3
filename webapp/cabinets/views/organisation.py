"""The data of the organisation for which the person acts."""

from webapp.cabinets.describing import KINDS, data_of, in_words, label_of
from webapp.cabinets.parties import find
from webapp.cabinets.permissions import SEE_ORGANISATION
from webapp.cabinets.queries import changes_of
from webapp.cabinets.views import cabinets
from webapp.core.actor import current_actor
from webapp.ui.access import requires
from webapp.ui.rendering import render


@cabinets.get("/cabinet/organisation")
@requires(SEE_ORGANISATION)
def organisation() -> str:
    """Show what the register says, with source and date; nothing of it can be typed here."""
    row = find(current_actor().party_id or 0)
    return render(
        "cabinets/organisation.html",
        party=row,
        kind=KINDS[row.kind],
        data=data_of(row),
        changes=changes_of(row.id),
        label_of=label_of,
        in_words=in_words,
    )
