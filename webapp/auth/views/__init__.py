"""Pages of the entrance. One blueprint; importing this package attaches every view to it."""

from webapp.auth.views import back_channel, entrance, exits, kept_form, office, own_sessions, stopped
from webapp.auth.views.blueprint import auth

__all__ = ["auth", "back_channel", "entrance", "exits", "kept_form", "office", "own_sessions", "stopped"]
