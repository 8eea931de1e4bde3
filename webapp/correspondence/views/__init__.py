"""Pages of this room. Importing the package adds every view to its blueprint."""

from flask import url_for

from webapp.correspondence.owners import back
from webapp.correspondence.queries import letter_by_id, message_by_public_id
from webapp.correspondence.views import (
    bodies,
    ending,
    figures,
    handling,
    office,
    office_writing,
    reading,
    replying,
    sending,
    terms,
    writing,
)
from webapp.correspondence.views.blueprint import letters, office_pages

BLUEPRINTS = (letters, office_pages)
MODULES = (reading, writing, sending, replying, ending, office, handling, office_writing, bodies, figures, terms)


def return_to(ref: str) -> str:
    """Return the page to go to when a signature is given or given up: the thread, of the side that signs."""
    message = message_by_public_id(ref)
    if message is None:
        return url_for("correspondence.index")
    if message.side == "office":
        letter = letter_by_id(message.letter_id)
        return url_for("correspondence_office.show", public_id=letter.public_id)
    return back(ref)
