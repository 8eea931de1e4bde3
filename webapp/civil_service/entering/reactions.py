"""What follows from signatures of papers."""

from typing import Final

from webapp.civil_service.entering.drafting import PURPOSE
from webapp.civil_service.entering.signing import complete, free
from webapp.core.bus import on
from webapp.signing.events import SignatureCompleted, SignatureEnded


@on(SignatureCompleted)
def carry_the_signed_paper(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(SignatureEnded)
def free_the_service_paper(fact: SignatureEnded) -> None:
    """A signature that was not given leaves a draft."""
    if fact.purpose == PURPOSE:
        free(fact)


REACTIONS: Final = (carry_the_signed_paper, free_the_service_paper)
