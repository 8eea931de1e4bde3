"""How long an acceptance takes us: guards, the document, CMS with its time stamp, the chain; not the person's telephone.

The signing service answers at once and its answers to us are not counted; the time stamp, of a local authority, is.
"""

import statistics
import time
from contextlib import ExitStack, contextmanager

import pytest
from sqlalchemy import text

from tests.load import visitors
from tests.load.lines import Line
from tests.load.runs import say
from tests.support.signing import connect, running_service
from tests.waybills.conftest import DRIVER, build_world
from webapp.core import db
from webapp.core.actor import SYSTEM, set_actor
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.signing import jobs
from webapp.signing.gateways import SigningService
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.services.accepting import Loading, request_acceptance

TURNS = 25
WARM = 4
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
        counterpart = stack.enter_context(running_service(base.settings.data_dir))
        connect(counterpart, app, base.settings, patch)
        counterpart.always_confirms(DRIVER)
        waited = _watch(patch)
        with app.app_context():
            world = build_world(app)
            taken = [_own(world, waited) for _turn in range(WARM + TURNS)][WARM:]
    say(f"acceptance: from {1000 * min(taken):.0f} to {1000 * max(taken):.0f} ms of our own")
    yield Line("waybill_accept_p50_ms", 1000 * statistics.median(taken), "ms")


def _watch(patch):
    """Count the seconds in which we wait for the signing service's answers."""
    waited, ask = [], SigningService._ask

    def timed(self, *arguments, **options):
        with _into(waited):
            return ask(self, *arguments, **options)

    patch.setattr(SigningService, "_ask", timed)
    return waited


@contextmanager
def _into(waited):
    began = time.perf_counter()
    try:
        yield
    finally:
        waited.append(time.perf_counter() - began)


def _own(world, waited):
    """Return our own seconds of one acceptance, from the click to the last job of its signature."""
    public_id = world.offered()
    with transaction():
        db.session().execute(text("DELETE FROM procrastinate_jobs"))
        version = waybill_by_public_id(public_id).version
    waited.clear()
    began = time.perf_counter()
    with transaction():
        request_acceptance(public_id, Loading(loaded_at=now(), seals=("P-1",)), version=version, actor=world.driver)
    set_actor(SYSTEM)
    while (job := _next()) is not None:
        SIGNING[job.task_name].run(**job.args)
    took = time.perf_counter() - began - sum(waited)
    with transaction(read_only=True):
        state = waybill_by_public_id(public_id).state
    if state != "accepted":
        raise SystemExit(f"the acceptance did not come through: the waybill is {state}")
    return took


def _next():
    with transaction() as session:
        return session.execute(NEXT, {"names": list(SIGNING)}).one_or_none()
