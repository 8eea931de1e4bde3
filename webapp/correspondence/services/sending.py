"""Sending: what is missing, the signature, registration, and what each kind of message does to its thread."""

from datetime import timedelta
from typing import Final

from webapp.attachments import api as attachments
from webapp.auth import api as auth
from webapp.cabinets.api import people_who_may
from webapp.core import db, wordprints
from webapp.core.actor import Actor
from webapp.core.clock import now, today
from webapp.core.errors import StaleVersion
from webapp.core.numbering import next_number
from webapp.core.text import Text, _l
from webapp.correspondence import clock, jobs, telling
from webapp.correspondence.errors import BodyClosed, NotReady, SignatureNeeded, StepNotPossible, TooManyLetters
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.papers import DOCUMENTS, TEMPLATE, paper_data
from webapp.correspondence.people import officers_of
from webapp.correspondence.permissions import SEND
from webapp.correspondence.queries import body_by_id, letter_by_id, message_by_public_id, replies_since, sent_since
from webapp.correspondence.rules import State, answer_number, letter_number
from webapp.correspondence.services.composing import ACTIONS, COPIES, PURPOSE
from webapp.correspondence.services.stepping import close, ensure_possible, take
from webapp.correspondence.terms import most_a_day
from webapp.documents import api as documents
from webapp.signing import api as signing
from webapp.signing.events import SignatureCompleted, SignatureEnded

WORDS: Final = "letters-words"
LETTERS: Final = "letters"
ANSWERS: Final = "letter-answers"
DAY: Final = timedelta(days=1)
SIGNED_KINDS: Final = frozenset({"answer", "refusal"})
"""What an authority says last bears its officer's signature (Rules 12.1.2)."""


def missing_in(letter: Letter, message: LetterMessage) -> dict[str, Text]:
    """Return what stops a message, by the field of its page."""
    found: dict[str, Text] = {}
    if message.kind == "letter" and not letter.subject:
        found["subject"] = _l("Mövzunu yazın.")
    if not message.text:
        found["text"] = _l("Mətni yazın.")
    if message.kind == "refusal" and not message.ground:
        found["ground"] = _l("İmtinanın əsasını seçin.")
    if message.kind == "letter" and body_by_id(letter.body_id).closed_at is not None:
        found["to"] = BodyClosed.text
    return found


def needs_signature(letter: Letter, message: LetterMessage) -> bool:
    """Whether this is sent with a signature alone."""
    return message.kind in SIGNED_KINDS or (message.kind == "letter" and clock.term_of(letter).signed)


def send(letter: Letter, message: LetterMessage, *, version: int, actor: Actor) -> None:
    """Send without a signature; the caller holds both locks. Raises StaleVersion, NotReady, SignatureNeeded, StepNotPossible."""
    _ensure_ready(letter, message, version)
    if needs_signature(letter, message):
        raise SignatureNeeded
    signing.withdraw_open(PURPOSE, message.public_id, actor=actor)
    message.request_id = message.request_version = None
    deliver(letter, message, actor=actor)


def ask_signature(letter: Letter, message: LetterMessage, *, version: int, actor: Actor) -> str:
    """Ask the acting person to sign the message and return the request's public id. Raises what `send` raises."""
    _ensure_ready(letter, message, version)
    kind = DOCUMENTS.get(message.kind)
    if kind is None:
        raise StepNotPossible
    if message.document_token is None:
        message.document_token = documents.register(kind, message.public_id).token
    if message.kind in SIGNED_KINDS and message.number is None:
        message.number = answer_number(today().year, next_number(ANSWERS, today().year))
        documents.set_number(message.document_token, message.number)
    open_one = signing.open_request(PURPOSE, message.public_id)
    if open_one is not None and open_one == message.request_id and message.request_version == message.version:
        return open_one
    signing.withdraw_open(PURPOSE, message.public_id, actor=actor)
    pdf = documents.render_pdf(TEMPLATE, paper_data(letter, message, signer=actor.name))
    message.request_id = signing.request_signature(
        purpose=PURPOSE, ref=message.public_id, pdf=pdf, text=_l("Rəsmi məktub"), actor=actor
    )
    message.request_version = message.version
    db.session().flush()
    return message.request_id


def complete(fact: SignatureCompleted) -> None:
    """The signature came: send. Told twice, done once; what is out of date changes nothing and the signer is told."""
    found = _locked(fact.ref)
    if found is None or found[1].request_id != fact.request_id or found[1].sent_at is not None:
        return
    letter, message = found
    message.request_id = None
    if message.request_version != message.version or not _still_fits(letter, message, fact):
        telling.tell_signer_too_late(fact.account_id, letter)
        return
    assert message.document_token is not None  # given before the signature was asked for
    documents.add_version(message.document_token, fact.file_id, label=_l("İmzalandı"))
    message.signed_at, message.certificate = fact.signed_at, fact.certificate_number
    account = auth.account(fact.account_id)
    signer = Actor(account_id=fact.account_id, name=account.full_name if account else "", party_id=fact.party_id)
    deliver(letter, message, actor=signer)


def give_up(fact: SignatureEnded) -> None:
    """Signing ended without a signature: the message is free."""
    found = _locked(fact.ref)
    if found is not None and found[1].request_id == fact.request_id and found[1].sent_at is None:
        found[1].request_id = None


def deliver(letter: Letter, message: LetterMessage, *, actor: Actor) -> None:
    """Send a message that is ready: its files stay as they are, the letter gets its number, the clock starts or ends."""
    attachments.seal(COPIES, message.public_id)
    message.sent_at = now()
    action = ACTIONS[message.kind]
    if message.kind == "letter":
        _register(letter, message)
    elif message.kind in SIGNED_KINDS:
        _ensure_number(message)
        close(letter)
    letter.words = sorted({*letter.words, *_prints(letter, message)})
    was_waiting = letter.state == State.WAITING
    if message.kind == "question":
        clock.stop_clock(letter)
    elif message.kind == "reply":
        clock.go_on(letter)
    take(letter, action, actor=actor, body_id=message.body_id, detail={"message": message.public_id})
    if message.kind == "reply" and was_waiting:
        letter.state = State.IN_WORK.value
        db.session().flush()
    if message.document_token is not None:
        jobs.seal_paper.defer(once=message.public_id, message=message.public_id)


def _locked(ref: str) -> tuple[Letter, LetterMessage] | None:
    """Return a message with its letter, locked in the order in which everybody locks them; None when it was put away."""
    known = message_by_public_id(ref)
    if known is None:
        return None
    letter = letter_by_id(known.letter_id)
    db.session().refresh(letter, with_for_update=True)
    message = message_by_public_id(ref, lock=True)
    return (letter, message) if message is not None else None


def _register(letter: Letter, message: LetterMessage) -> None:
    """Give the number and the date; everything is asked of the database first, since the row changes as a whole."""
    number = letter_number(today().year, next_number(LETTERS, today().year))
    if message.document_token is None:
        message.document_token = documents.register(DOCUMENTS["letter"], message.public_id).token
    documents.set_number(message.document_token, number)
    day, due_on = today(), clock.due_from(letter, today())
    letter.number, letter.sent_at, letter.clock_from, letter.due_on = number, now(), day, due_on


def _ensure_number(message: LetterMessage) -> None:
    if message.number is None:
        message.number = answer_number(today().year, next_number(ANSWERS, today().year))
    if message.document_token is None:
        message.document_token = documents.register(DOCUMENTS[message.kind], message.public_id).token
    documents.set_number(message.document_token, message.number)


def _prints(letter: Letter, message: LetterMessage) -> list[int]:
    said = f"{letter.number} {letter.subject} {message.number or ''} {message.text}"
    return wordprints.prints_of(said, purpose=WORDS)


def _ensure_ready(letter: Letter, message: LetterMessage, version: int) -> None:
    ensure_possible(letter, ACTIONS[message.kind])
    if message.version != version:
        raise StaleVersion(version=message.version)
    missing = missing_in(letter, message)
    if missing:
        raise NotReady(fields=missing)
    counted = {"letter": sent_since, "reply": replies_since}.get(message.kind)
    if counted is not None and counted(letter.party_id, now() - DAY) >= most_a_day():
        raise TooManyLetters


def _still_fits(letter: Letter, message: LetterMessage, fact: SignatureCompleted) -> bool:
    """Whether the thread still waits for it and the signer still may sign."""
    try:
        ensure_possible(letter, ACTIONS[message.kind])
    except StepNotPossible:
        return False
    if missing_in(letter, message):
        return False
    if message.side == "sender":
        return fact.account_id in people_who_may(letter.party_id, SEND)
    return message.body_id == letter.body_id and fact.account_id in officers_of(letter.body_id)
