"""A citizen, a firm, officers of two authorities, and letters brought as far as a test needs them."""

from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlalchemy import select

from mocks.people import person_by_fin
from tests.support.client import AssertingClient
from tests.support.people import sign_in
from webapp.auth.models import StaffPost
from webapp.auth.seed import SINCE
from webapp.cabinets.api import party_by_number
from webapp.core import files
from webapp.core.actor import Actor
from webapp.core.azerbaijani import fold
from webapp.core.bus import publish
from webapp.core.clock import now
from webapp.core.crypto import blind_index
from webapp.core.registry import office_roles, permissions
from webapp.core.transaction import transaction
from webapp.correspondence.demo import CONNECTED, OPERATOR
from webapp.correspondence.queries import draft_of, letter_by_public_id, messages_of, open_bodies
from webapp.correspondence.services import handling
from webapp.correspondence.services.composing import (
    PURPOSE,
    Said,
    begin_message,
    save_letter,
    save_message,
    start_letter,
)
from webapp.correspondence.services.connecting import connect
from webapp.correspondence.services.sending import ask_signature, send
from webapp.notifications.models import Notice
from webapp.signing.api import SignatureCompleted

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
AGENCY, POLICE, ROADS, ARCHIVES = CONNECTED[:4]
OFFICE = {
    "officer": ("2ZAR9W1", "letters_officer"),
    "head": ("5GNL4M3", "letters_head"),
    "colleague": ("9MHR5Y2", "letters_officer"),
    "police": ("7FAQ6P2", "letters_officer"),
    "archivist": ("8RNA7X9", "letters_officer"),
    "operator": ("6VSL3G4", "register_operator"),
}
TEXT = "Dayanacaqda cədvəl yoxdur."


@dataclass
class World:
    """Actors by part, and how a letter is brought on."""

    actors: dict

    def __getattr__(self, name):
        return self.actors[name]

    def code(self, name):
        return next(one.code for one in open_bodies() if one.folded == fold(name))

    def written(self, *, to=AGENCY, kind="proposal", by="citizen", subject="Gediş cədvəli", text=TEXT):
        """A letter that is complete and not sent."""
        actor = self.actors[by]
        with transaction():
            code = self.code(to)
            begun = {"kind": kind, "about": "", "subject": subject, "key": uuid4().hex}
            public_id = start_letter(code, **begun, actor=actor)
            save_letter(public_id, Said(code, kind, subject, text), version=1, actor=actor)
        return public_id

    def sent(self, **said):
        public_id = self.written(**said)
        with transaction():
            letter = letter_by_public_id(public_id, lock=True)
            send(letter, draft_of(letter, "sender"), version=2, actor=self.actors[said.get("by", "citizen")])
        return public_id

    def taken(self, *, officer="officer", **said):
        public_id = self.sent(**said)
        with transaction():
            handling.claim(public_id, version=letter_by_public_id(public_id).version, actor=self.actors[officer])
        return public_id

    def says(self, public_id, kind, text, *, officer="officer", ground=""):
        """The authority's draft; a question is sent, the rest waits for its signature."""
        actor = self.actors[officer]
        with transaction():
            letter = letter_by_public_id(public_id, lock=True)
            message = begin_message(letter, side="office", kind=kind, actor=actor, body_id=letter.body_id)
            version = save_message(message, text, ground=ground, version=message.version, actor=actor)
            if kind == "question":
                send(letter, message, version=version, actor=actor)
                return None
            return ask_signature(letter, message, version=version, actor=actor)

    def replied(self, public_id, text="Buyurun."):
        with transaction():
            letter = letter_by_public_id(public_id, lock=True)
            message = begin_message(letter, side="sender", kind="reply", actor=self.citizen)
            send(
                letter, message, version=save_message(message, text, version=1, actor=self.citizen), actor=self.citizen
            )

    def signed(self, public_id, request_id, *, side="office", by="officer", ref=None):
        """The signature has come: of a draft, of `ref`, or (no side) a second time of what was sent last."""
        actor = self.actors[by]
        with transaction():
            letter = letter_by_public_id(public_id)
            ref = ref or (draft_of(letter, side) if side else messages_of(letter)[-1]).public_id
            stored = files.store(PDF, name="signed.pdf", allowed=frozenset({files.PDF}))
            fact = {
                "purpose": PURPOSE,
                "ref": ref,
                "account_id": actor.account_id,
                "party_id": actor.party_id,
            }
            told = {"signed_at": now(), "certificate_number": "AZ-C-1", "file_id": stored.id}
            publish(SignatureCompleted(request_id=request_id, **fact, **told))

    def answered(self, **said):
        public_id = self.taken(**said)
        self.signed(public_id, self.says(public_id, "answer", "Cədvəl asıldı."))
        return public_id

    agency = AGENCY

    def as_person(self, actor):
        """An officer as who they are at home."""
        with transaction(read_only=True):
            own = party_by_number(actor.fin)
        known = {"account_id": actor.account_id, "name": actor.name, "fin": actor.fin}
        return Actor(**known, party_id=own.id, party_name=own.name, rights=rights("person"))

    def code_now(self, name):
        with transaction(read_only=True):
            return self.code(name)

    def letter_now(self, public_id):
        return letter_by_public_id(public_id)

    def messages_now(self, public_id):
        return messages_of(letter_by_public_id(public_id))

    def draft(self, public_id, side):
        with transaction(read_only=True) as session:
            found = draft_of(letter_by_public_id(public_id), side)
            session.expunge(found)
            return found

    def letter(self, public_id):
        with transaction(read_only=True) as session:
            found = letter_by_public_id(public_id)
            session.expunge(found)
            return found

    def messages(self, public_id):
        with transaction(read_only=True) as session:
            found = messages_of(letter_by_public_id(public_id))
            session.expunge_all()
            return found


def rights(kind):
    found = (item for item in permissions() if (item.everybody if kind == "person" else item.area))
    return frozenset(item.code for item in found)


def office_rights(code):
    return frozenset(item.code for role in office_roles() if role.code == code for item in role.permissions)


@pytest.fixture(scope="session")
def engine(peopled):
    """The demo people have been here before."""
    return peopled


@pytest.fixture(scope="module")
def actors(app, footing, pki):
    with app.app_context():
        return let_in(app)


def let_in(app):
    found = {}
    for part, fin, number in (
        ("citizen", "5AYS3L1", "5AYS3L1"),
        ("stranger", "4KMR8N3", "4KMR8N3"),
        ("firm", "7LYL5H2", "9900010101"),
    ):
        person = sign_in(AssertingClient(app), fin)
        with transaction():
            own = party_by_number(number)
        known = {"account_id": person.account_id, "name": person_by_fin(fin).full_name, "fin": fin}
        kind = "person" if fin == number else "firm"
        found[part] = Actor(**known, party_id=own.id, party_name=own.name, rights=rights(kind))
    for part, (fin, code) in OFFICE.items():
        person = sign_in(AssertingClient(app), fin, office=True)
        known = {"account_id": person.account_id, "name": person_by_fin(fin).full_name, "fin": fin}
        found[part] = Actor(**known, office_roles=frozenset({code}), rights=office_rights(code))
    with transaction() as session:
        for name in CONNECTED:
            connect(name, actor=OPERATOR)
        post = {"role": "letters_officer", "body": AGENCY, "valid_from": SINCE}
        session.add(StaffPost(fin_index=blind_index(OFFICE["colleague"][0]), **post))
    return found


@pytest.fixture
def world(actors, database):
    return World(dict(actors))


@pytest.fixture
def told(world):
    """Which notices an actor got, by their codes."""

    def codes(actor):
        with transaction(read_only=True) as session:
            own = (Notice.account_id == actor.account_id) | (Notice.party_id == (actor.party_id or 0))
            query = select(Notice.template).where(own)
            return list(session.scalars(query))

    return codes


@pytest.fixture
def enter(app, world):
    """A client signed in as one of the actors."""

    def as_part(part):
        client, actor = AssertingClient(app), world.actors[part]
        sign_in(client, actor.fin, party=actor.party_id if part == "firm" else None, office=part in OFFICE)
        return client

    return as_part
