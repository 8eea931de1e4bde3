"""Signed-in people for tests: the demo people, let in by the real entrance without a provider in between."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, update

from mocks.people import OFFICES, ORGANISATIONS, PEOPLE, person_by_fin
from webapp.auth.arrival import Arrival
from webapp.auth.entry import enter
from webapp.auth.id_tokens import Proof
from webapp.auth.models import AuthSession
from webapp.auth.persons import Listed, Person
from webapp.auth.rules import Limits
from webapp.auth.seed import seed_posts
from webapp.auth.sessions import Visit, open_for
from webapp.core import db
from webapp.core.actor import SYSTEM, reset_actor, set_actor
from webapp.core.clock import now
from webapp.core.transaction import transaction

COOKIE = "kabinet_session"
LIMITS = Limits(idle=timedelta(minutes=30), absolute=timedelta(hours=12))
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"


@dataclass(frozen=True)
class SignedInPerson:
    account_id: int
    session_id: int
    token: str
    fin: str


def certificates_of(fin):
    """The certificates that the demo provider would list for the person."""
    names = {organisation.voen: organisation for organisation in ORGANISATIONS}
    return [
        Listed(
            voen=office.voen,
            name=names[office.voen].name,
            position=office.position,
            has_stamp=office.has_stamp,
            kind=names[office.voen].kind,
            number=office.certificate_number,
            valid_to=office.valid_to,
        )
        for office in OFFICES
        if office.fin == fin
    ]


def arrival_of(fin, *, acr="high", issuer="http://127.0.0.1:8101", certificates=None, sub=None):
    """The person as they come back from the provider, a moment after proving who they are."""
    demo = person_by_fin(fin)
    amr = ("qr", "user") if acr == "high" else ("pwd", "otp")
    opaque = sha256(fin.encode()).hexdigest()[:20]  # as the provider's: it tells nothing of the person
    proof = Proof(issuer, sub or opaque, f"sid-{opaque}", acr, amr, now(), {})
    person = Person(
        fin, demo.given_name, demo.family_name, demo.fathers_name, birthdate=demo.birthdate, phone=demo.phone
    )
    return Arrival(proof, person, certificates_of(fin) if certificates is None else certificates, "id.token.hint")


def sign_in(client, fin, *, party=None, office=False, acr="high", certificates=None):
    """Sign the demo person in: account, cabinet and session as after a real sign-in, and the cookie set.

    `party` is the id of the party to act for (None: oneself), `office` the operator's office (posts are seeded then).
    The proof is fresh: what needs a step-up is allowed for ten minutes when `acr` is "high".
    Whoever has been here before (`let_everybody_in`) gets a session alone: their account and cabinets are there.
    """
    app = client.application
    arrival = arrival_of(fin, acr=acr, issuer=app.settings.asan_login_issuer, certificates=certificates)
    token = set_actor(SYSTEM)
    try:
        with app.app_context(), transaction() as session:
            if office:
                seed_posts()
            account_id = known_here().get(fin) if certificates is None else None
            account_id, opened = _entered(arrival) if account_id is None else (account_id, _opened(account_id, arrival))
            role = {"party_id": party, "office": office}
            session.execute(update(AuthSession).where(AuthSession.id == opened.id).values(**role))
    finally:
        reset_actor(token)
    client.set_cookie(COOKIE, opened.token)
    return SignedInPerson(account_id, opened.id, opened.token, fin)


def _entered(arrival):
    entered = enter(arrival, visit=Visit("127.0.0.1", FIREFOX), limits=LIMITS, language="az", former=None)
    return entered.account_id, entered.session


def _opened(account_id, arrival):
    return open_for(account_id, arrival.proof, arrival.id_token, visit=Visit("127.0.0.1", FIREFOX), limits=LIMITS)


def let_everybody_in(app):
    """Let each of the demo people into the installed database once, for good; `sign_in` knows them there."""
    token = set_actor(SYSTEM)
    try:
        with app.app_context(), transaction() as session:
            arrivals = [arrival_of(person.fin, issuer=app.settings.asan_login_issuer) for person in PEOPLE]
            _known[db.database().engine] = {one.person.fin: _entered(one)[0] for one in arrivals}
            session.execute(delete(AuthSession))
    finally:
        reset_actor(token)


def known_here():
    """FIN -> account of who was let into the installed database for good."""
    return _known.get(db.database().engine, {})


_known = {}
