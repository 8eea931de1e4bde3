"""Card of the cabinet's first page: how many notices wait."""

from typing import Final

from webapp.core.actor import Actor
from webapp.core.text import Text, _, _l, _n
from webapp.notifications.queries import MOST_COUNTED
from webapp.ui.figures import figure
from webapp.ui.navigation import HomeTile


def describe_notices(actor: Actor) -> Text:
    """Say how many notices wait; beyond `MOST_COUNTED` nobody counts."""
    waiting = figure("notifications.unread", actor)
    if waiting > MOST_COUNTED:
        return _("%(num)s+ yeni bildiriş", num=MOST_COUNTED)
    if waiting:
        return _n("%(num)s yeni bildiriş", "%(num)s yeni bildiriş", waiting)
    return _("Yeni bildiriş yoxdur")


TILES: Final = (HomeTile(_l("Bildirişlər"), "notifications.notices", "bell", describe_notices, order=40),)
