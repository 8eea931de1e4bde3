"""A running signing service, people who sign, and a worker that runs one job at a time."""

import pytest
import typst
from sqlalchemy import text

from tests.support.rooms import plugged_in
from tests.support.signing import connect, running_service
from webapp.core import bus
from webapp.core.actor import Actor, set_actor
from webapp.core.bus import Reaction
from webapp.core.transaction import in_transaction, transaction
from webapp.signing import jobs
from webapp.signing.api import SignatureCompleted, SignatureEnded, SignaturePurpose, request_signature
from webapp.signing.gateways import SigningService

LEYLA, NIGAR = "7LYL5H2", "6NGR2C5"
JOBS = {each.name: each for each in (jobs.start, jobs.collect, jobs.withdraw, jobs.sweep)}
NEXT = text(
    "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo') RETURNING task_name, args"
)


@pytest.fixture(scope="session")
def running():
    with running_service() as counterpart:
        yield counterpart


@pytest.fixture
def phone(running, app, settings, monkeypatch):
    """The service, as it was found; nobody may hold a transaction while talking to it."""
    connect(running, app, settings, monkeypatch)
    ask = SigningService._ask

    def outside(self, *arguments, **options):
        assert not in_transaction()
        return ask(self, *arguments, **options)

    monkeypatch.setattr(SigningService, "_ask", outside)
    return running


@pytest.fixture
def facts(app, monkeypatch):
    """What was published, in order; a test may put an error into `facts.refuse`."""

    class Facts(list):
        refuse = None

        def take(self, fact):
            if self.refuse and isinstance(fact, SignatureCompleted):
                raise self.refuse
            self.append(fact)

    taken = Facts()
    purpose = SignaturePurpose("test.paper", "Sınaq sənədi", lambda ref: f"/papers/{ref}")
    for fact in (SignatureCompleted, SignatureEnded):
        monkeypatch.setitem(bus._reactions, fact, [Reaction(fact, taken.take)])
    with plugged_in(purpose):
        yield taken


@pytest.fixture
def leyla():
    return Actor(account_id=3, name="Leyla Əliyeva", fin=LEYLA, party_id=31, party_name="Xəzər Yük", acr="high")


@pytest.fixture
def nigar():
    return Actor(account_id=6, name="Nigar İsmayılova", fin=NIGAR, party_id=61, party_name="Göyçay Meyvə", acr="high")


@pytest.fixture(scope="session")
def paper():
    return typst.compile("#set document(title: [Qaimə])\n= Qaimə № 1\nƏşya: alma, 3 ton".encode())


@pytest.fixture
def asked(database, phone, facts, paper):
    """Ask somebody to sign; returns the request's public id."""

    def ask(actor, *, ref="1", pdf=paper):
        with transaction():
            return request_signature(purpose="test.paper", ref=ref, pdf=pdf, text="Qaimə № 1", actor=actor)

    return ask


@pytest.fixture
def work(database):
    """Run waiting jobs, at most so many; the ones that wait for a later hour too."""

    def run(most=20, *, until=None):
        for done in range(most):
            with transaction() as session:
                found = session.execute(NEXT).one_or_none()
            if found is None:
                return done
            JOBS[found.task_name].run(**found.args)
            if until and found.task_name == until:
                return done
        return most

    return run


@pytest.fixture
def signed_in(app):
    """Make every request come from `actor` from now on."""
    undo = []

    def enter(actor):
        identifier = lambda: set_actor(actor)  # noqa: E731 - one line is all it is
        app.identifiers.append(identifier)
        undo.append(identifier)

    yield enter
    for identifier in undo:
        app.identifiers.remove(identifier)
