"""What follows from facts: a signed application is handed in, one that nobody signs is free again."""

from typing import Final

from webapp.catalogue.services.applying import PURPOSE
from webapp.catalogue.services.completing import complete, give_up
from webapp.core.bus import on
from webapp.signing.events import SignatureCompleted, SignatureEnded


@on(SignatureCompleted)
def take_the_application(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(SignatureEnded)
def free_the_application(fact: SignatureEnded) -> None:
    """A signature that was given up does not hold the application."""
    if fact.purpose == PURPOSE:
        give_up(fact)


REACTIONS: Final = (take_the_application, free_the_application)
