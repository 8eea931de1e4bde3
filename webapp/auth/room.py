"""What this room keeps with the application: the provider and the limits of sessions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import Flask, current_app

from webapp.auth.gateways.provider import Provider
from webapp.auth.rules import Limits
from webapp.config import Settings

KEY: Final = "kabinet_auth"


@dataclass(frozen=True, slots=True)
class Room:
    """The provider that signs people in, and how long their sessions last."""

    provider: Provider
    limits: Limits


def furnish(app: Flask, settings: Settings) -> None:
    """Make the room of `app`."""
    limits = Limits(
        idle=timedelta(minutes=settings.session_idle_minutes), absolute=timedelta(hours=settings.session_absolute_hours)
    )
    app.extensions[KEY] = Room(Provider(settings), limits)


def room() -> Room:
    """Return the room of the current application."""
    found: Room = current_app.extensions[KEY]
    return found
