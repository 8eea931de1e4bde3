"""How long an acceptance takes us: guards, the act's CMS with its time stamp and its proofs, the chain.

The person's telephone answers at once, and waiting for it is not counted; time stamp and revocation answers, of local
authorities, are. What drawing, signing and judging the document takes is told beside and measured by itself
(`evidence.py`). Told too is the processor's time, which does not grow with what else the machine does.
"""

import statistics
import time
from collections import defaultdict
from contextlib import ExitStack, contextmanager
from types import SimpleNamespace

import pytest
from sqlalchemy import text

from tests.load import visitors
from tests.load.authorities import authorities
from tests.load.lines import Line
from tests.load.runs import say
from tests.waybills.conftest import build_world
from webapp.core import db
from webapp.core.actor import SYSTEM, set_actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.signing import jobs
from webapp.signing.gateways import SigningService
from webapp.signing.remote import asking, collecting
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services import asking as wishes
from webapp.waybills.services.accepting import Loading, request_acceptance

TURNS = 25
WARM = 4
clock = SimpleNamespace(read=time.perf_counter)
SIGNING = {each.name: each for each in (jobs.start, jobs.collect)}
NEXT = text("""
    DELETE FROM procrastinate_jobs WHERE id = (
      SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo' AND task_name = ANY(:names)) RETURNING task_name, args
""")


def measure(base, _scale):
    """Yield the median of our own milliseconds from the driver's click to the accepted waybill."""
    with ExitStack() as stack:
        app = stack.enter_context(visitors.application(base))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        stack.enter_context(authorities(base, app, patch))
        spent = _watch(patch)
        with app.app_context():
            world = build_world(app)
            ours, document = _medians(world, spent)
            patch.setattr(clock, "read", time.process_time)
            busy, drawing = _medians(world, spent)
    say(
        f"acceptance: {ours:.0f} ms, and {document:.0f} ms for the document; of the processor {busy:.0f} and {drawing:.0f}"
    )
    yield Line("waybill_accept_p50_ms", ours, "ms")


def _medians(world, spent):
    """Return the milliseconds that an acceptance takes and those for its document, by the clock in use."""
    turns = [_own(world, spent) for _turn in range(WARM + TURNS)][WARM:]
    return tuple(1000 * statistics.median(turn[place] for turn in turns) for place in (0, 1))


def _watch(patch):
    """Count the seconds in which the telephone is asked and those that go into the document."""
    spent = defaultdict(float)
    for owner, name, what in (
        (SigningService, "_ask", "telephone"),
        (wishes, "document_data", "document"),
        (wishes.documents, "render_pdf", "document"),
        (wishes.signing, "with_signature_fields", "document"),
        (collecting, "reports_on", "document"),
    ):
        patch.setattr(owner, name, _timed(getattr(owner, name), spent, what))
    for owner, name in ((asking, "prepare"), (collecting, "stamped"), (collecting, "with_revocation_data")):
        patch.setattr(owner, name, _timed_later(getattr(owner, name), spent))
    patch.setattr(collecting, "gather", _one_by_one)
    return spent


def _timed(work, spent, what):
    def timed(*arguments, **options):
        with _into(spent, what):
            return work(*arguments, **options)

    return timed


def _timed_later(work, spent):
    async def timed(*arguments, **options):
        with _into(spent, "document"):
            return await work(*arguments, **options)

    return timed


async def _one_by_one(*works):
    """Wait for one after the other, so that each one's time is its own."""
    return [await work for work in works]


@contextmanager
def _into(spent, what):
    began = clock.read()
    try:
        yield
    finally:
        spent[what] += clock.read() - began


def _own(world, spent):
    """Return our own seconds of one acceptance, from the click to the last job of its signature, and the document's."""
    public_id = world.offered()
    with transaction():
        db.session().execute(text("DELETE FROM procrastinate_jobs"))
        version = waybill_by_public_id(public_id).version
    spent.clear()
    began = clock.read()
    with transaction():
        request_acceptance(public_id, Loading(loaded_at=now(), seals=("P-1",)), version=version, actor=world.driver)
    set_actor(SYSTEM)
    while (job := _next()) is not None:
        SIGNING[job.task_name].run(**job.args)
    took = clock.read() - began - spent["telephone"] - spent["document"]
    with transaction(read_only=True):
        state = waybill_by_public_id(public_id).state
    if state != "accepted":
        raise SystemExit(f"the acceptance did not come through: the waybill is {state}")
    return took, spent["document"]


def _next():
    with transaction() as session:
        return session.execute(NEXT, {"names": list(SIGNING)}).one_or_none()
