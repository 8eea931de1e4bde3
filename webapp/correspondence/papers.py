"""Letters and answers as papers: what is printed, what is public of them, and the portal's seal."""

from typing import Any, Final

from webapp.attachments import api as attachments
from webapp.cabinets.api import party
from webapp.core.clock import local, now
from webapp.core.text import Text, _, _l, in_language
from webapp.correspondence.errors import NoSuchLetter
from webapp.correspondence.models import Letter, LetterMessage
from webapp.correspondence.queries import body_by_id, letter_by_id, message_by_public_id
from webapp.correspondence.wording import GROUNDS, KINDS, STATES
from webapp.documents.api import DocumentType, Evidence, PublicFacts, frame, versions
from webapp.ui.filters import moment

TEMPLATE: Final = "correspondence/templates/correspondence/letter.typ"
LETTER: Final = "letter"
ANSWER: Final = "letter_answer"
DOCUMENTS: Final = {"letter": LETTER, "answer": ANSWER, "refusal": ANSWER}
COPIES: Final = "letter_message"
TITLES: Final[dict[str, Text]] = {
    "letter": _l("Rəsmi məktub"),
    "answer": _l("Məktuba cavab"),
    "refusal": _l("Məktuba baxılmasından imtina"),
}


def paper_data(letter: Letter, message: LetterMessage, *, signer: str = "") -> dict[str, Any]:
    """Return the data of the paper, in Azerbaijani; `signer` is who signs it now, empty for the portal's sealed copy."""
    token = message.document_token or ""
    number = letter.number if message.kind == "letter" else message.number
    with in_language("az"):
        evidence = _evidence(message, signer)
        version, state = len(versions(token)) + 1, _("İmzalanan nüsxə") if signer else _("Qeydə alınıb")
        around = frame(
            token, title=TITLES[message.kind], number=number, version=version, state=state, evidence=evidence
        )
        return {
            "frame": around,
            "head": {"title": _("Kimdən, kimə"), "rows": _head(letter, message)},
            "subject": letter.subject,
            "lines": message.text.split("\n"),
            "files": {"title": _("Əlavə edilmiş fayllar"), "rows": _files(message)},
            "seal": {"title": _("Qeydiyyat"), "rows": [] if signer else _registered(letter, message)},
        }


def _head(letter: Letter, message: LetterMessage) -> list[list[str]]:
    sender, body = party(letter.party_id), body_by_id(message.body_id or letter.body_id)
    who = [_("FİN") if sender.kind == "person" else _("VÖEN"), sender.number]
    if message.kind == "letter":
        return [
            [_("Göndərən"), sender.name],
            who,
            [_("Orqan"), body.name],
            [_("Müraciətin növü"), str(KINDS[letter.kind])],
        ]
    rows = [
        [_("Orqan"), body.name],
        [_("Kimə"), sender.name],
        [_("Məktubun nömrəsi"), letter.number or ""],
        [_("Məktubun tarixi"), f"{local(letter.sent_at):%d.%m.%Y}" if letter.sent_at else ""],
    ]
    return [*rows, [_("İmtinanın əsası"), str(GROUNDS[message.ground])]] if message.kind == "refusal" else rows


def _files(message: LetterMessage) -> list[list[str]]:
    copies = attachments.copies_of(COPIES, message.public_id)
    return [[one.name, " ".join(one.sha256[n : n + 8] for n in range(0, len(one.sha256), 8))] for one in copies]


def _registered(letter: Letter, message: LetterMessage) -> list[list[str]]:
    """Return what was registered: when, and until when it is answered (Rules 7.1.2)."""
    rows = [[_("Qeydə alınıb"), moment(message.sent_at)]]
    if message.kind == "letter" and letter.due_on:
        rows.append([_("Cavabın son günü"), f"{letter.due_on:%d.%m.%Y}"])
    return rows


def _evidence(message: LetterMessage, signer: str) -> tuple[Evidence, ...]:
    """Return whose signatures the paper bears: the person's who signs it now, or what the portal's seal stands for."""
    if signer:
        return (Evidence(_("İmzalayan"), signer, moment(now()), ""),)
    seal = Evidence(_("Elektron möhür"), "AYNA", moment(now()), "")
    if message.signed_at is None:
        return (seal,)
    return (Evidence(_("İmzalayan"), message.author, moment(message.signed_at), message.certificate or ""), seal)


def public_facts(ref: str) -> PublicFacts:
    """Return what is public of a letter or an answer: number, authority, state; nobody's name, not a word of it.

    Raises NoSuchLetter for a draft that was put away after it went to its signature.
    """
    message = message_by_public_id(ref)
    if message is None:
        raise NoSuchLetter
    letter = letter_by_id(message.letter_id)
    body = body_by_id(message.body_id or letter.body_id)
    return PublicFacts(
        tone="success" if message.sent_at else "warning",
        word=STATES[letter.state][0] if message.sent_at else _l("Hələ göndərilməyib"),
        number=letter.number if message.kind == "letter" else message.number,
        rows=((_l("Orqan"), body.name),),
        issued_at=message.sent_at or message.created_at,
        as_of=letter.changed_at,
    )


PAPERS: Final = (
    DocumentType(LETTER, TITLES["letter"], public_facts),
    DocumentType(ANSWER, TITLES["answer"], public_facts),
)
