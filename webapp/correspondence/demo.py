"""Demo data of this room: authorities that are connected, and three invented letters in different states.

Nobody signed them, so none has a person's signature; the portal's seal is put on by the job.
"""

from typing import Final

from sqlalchemy import select

from webapp.cabinets.api import ensure_party
from webapp.core import db
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.clock import now
from webapp.core.ids import new_public_id
from webapp.correspondence.models import Letter, LetterBody
from webapp.correspondence.permissions import ALL
from webapp.correspondence.queries import draft_of, letter_by_public_id
from webapp.correspondence.services.composing import Said, begin_message, save_letter, save_message, start_letter
from webapp.correspondence.services.connecting import connect
from webapp.correspondence.services.sending import deliver
from webapp.correspondence.services.stepping import take

POPULATION: Final = "AZ/GOV/DIN"
AGENCY: Final = "Azərbaycan Yerüstü Nəqliyyat Agentliyi"
ARCHIVES: Final = "Milli Arxiv İdarəsi"
CONNECTED: Final = (
    AGENCY,
    "Daxili İşlər Nazirliyi, Baş Dövlət Yol Polisi İdarəsi",
    "Azərbaycan Avtomobil Yolları Dövlət Agentliyi",
    ARCHIVES,
    "Xarici İşlər Nazirliyi",
    "Müdafiə Sənayesi Nazirliyi",
    "Diasporla İş üzrə Dövlət Komitəsi",
    "Azərbaycan Respublikası Dövlət Neft Şirkəti",
)
RIGHTS: Final = frozenset(right.code for right in ALL)
OPERATOR: Final = Actor(name="Vüsal Arif oğlu Qasımov", party_name=AGENCY, rights=RIGHTS)
ARCHIVIST: Final = Actor(name="Rəna Hikmət qızı Cəfərova", party_name=ARCHIVES, rights=RIGHTS)


def seed_letters() -> None:
    """Connect the authorities and write the letters, inside the open transaction; a second run changes nothing."""
    known = set(db.session().scalars(select(LetterBody.folded)))
    for name in CONNECTED:
        if fold(name) not in known:
            connect(name, actor=OPERATOR)
    if db.session().scalar(select(Letter.id).limit(1)) is None:
        citizen = _actor("5AYS3L1", "Aysel Rəhim qızı Quliyeva")
        _answered(citizen)
        _came(_actor("4LQR2J5", "İlqar Cavad oğlu Axundov"))
        _begun(citizen, AGENCY, "complaint", "Avtobusun gecikməsi", "Gecikmə barədə şikayət etmək istəyirəm: ")


def _actor(fin: str, name: str) -> Actor:
    own = ensure_party("person", fin, name=name, source=POPULATION, as_of=now())
    return Actor(name=name, fin=fin, party_id=own.id, party_name=name, rights=RIGHTS)


def _answered(citizen: Actor) -> None:
    letter = _written(
        citizen,
        ARCHIVES,
        "information",
        "Babamın iş stajı barədə arxiv arayışı",
        "Babam 1962–1979-cu illərdə Gəncə avtomobil təmiri zavodunda işləyib. Əmək stajı barədə arayış istəyirəm.",
    )
    take(letter, "take", actor=ARCHIVIST, body_id=letter.body_id)
    answer = begin_message(letter, side="office", kind="answer", actor=ARCHIVIST, body_id=letter.body_id)
    said = "Arayış hazırdır: əmrlər kitabında 1962–1979-cu illər üzrə qeydlər tapıldı. Surətlər oxu zalında verilir."
    save_message(answer, said, version=1, actor=ARCHIVIST)
    deliver(letter, answer, actor=ARCHIVIST)


def _came(servant: Actor) -> None:
    _written(
        servant,
        AGENCY,
        "proposal",
        "Dayanacaqda gediş cədvəlinin göstərilməsi",
        "28 May stansiyasının yanındakı dayanacaqda şəhərlərarası avtobusların cədvəli yoxdur. Lövhə qoyulmasını təklif edirəm.",
    )


def _written(actor: Actor, name: str, kind: str, subject: str, text: str) -> Letter:
    letter = _begun(actor, name, kind, subject, text)
    message = draft_of(letter, "sender")
    assert message is not None  # it was begun with the letter
    deliver(letter, message, actor=actor)
    return letter


def _begun(actor: Actor, name: str, kind: str, subject: str, text: str) -> Letter:
    code = db.session().scalars(select(LetterBody.code).where(LetterBody.folded == fold(name))).one()
    public_id = start_letter(code, kind=kind, about="", subject=subject, key=new_public_id(), actor=actor)
    save_letter(public_id, Said(to=code, kind=kind, subject=subject, text=text), version=1, actor=actor)
    letter = letter_by_public_id(public_id)
    assert letter is not None  # it was begun a moment ago
    return letter
