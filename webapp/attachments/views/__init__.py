"""Pages of the room: a copy with its marked places, adding and removing, the picture and the file itself."""

from webapp.attachments.views import changing, showing
from webapp.attachments.views.blueprint import copies

__all__ = ["changing", "copies", "showing"]
