"""What follows from facts: a signed message is sent, people are told of each step."""

from typing import Final

from webapp.core.bus import on
from webapp.correspondence import telling
from webapp.correspondence.events import LetterMoved
from webapp.correspondence.queries import letter_by_public_id
from webapp.correspondence.services.composing import PURPOSE
from webapp.correspondence.services.sending import complete, give_up
from webapp.signing.events import SignatureCompleted, SignatureEnded

TO_SENDER: Final = frozenset({"send", "ask", "forward", "extend", "answer", "refuse", "join"})
TO_OFFICERS: Final = {
    "send": "letters.came",
    "forward": "letters.came",
    "reply": "letters.reply",
    "withdraw": "letters.withdraw",
    "reopen": "letters.reopen",
    "go_on": "letters.go_on",
    "assign": "letters.assign",
    "remind": "letters.remind",
}


@on(SignatureCompleted)
def send_the_signed_message(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(SignatureEnded)
def free_the_message(fact: SignatureEnded) -> None:
    """A signature that was given up does not hold the message."""
    if fact.purpose == PURPOSE:
        give_up(fact)


@on(LetterMoved)
def tell_of_the_letter(fact: LetterMoved) -> None:
    """The sender hears of each step of the authority, officers of what comes and what the sender does."""
    letter = letter_by_public_id(fact.letter)
    assert letter is not None  # the fact is of the same transaction
    if fact.what in TO_SENDER:
        telling.tell_sender(letter, f"letters.{fact.what}")
    if fact.what in TO_OFFICERS:
        telling.tell_officers(letter, TO_OFFICERS[fact.what])
    if fact.what == "escalate":
        telling.tell_heads(letter, "letters.escalate")


REACTIONS: Final = (send_the_signed_message, free_the_message, tell_of_the_letter)
