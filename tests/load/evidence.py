"""What evidence costs: a document with a person's two signatures (PDF and statement), and proving a container offline.

The person's key signs at once here, as if the telephone had answered; time stamps and revocation answers are asked of local
authorities and counted.
"""

import asyncio
import statistics
import time
from contextlib import ExitStack

import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from sqlalchemy import text

from tests.load import visitors
from tests.load.authorities import authorities
from tests.load.lines import Line
from tests.load.runs import say
from tests.waybills.conftest import DRIVER, build_world
from tests.waybills.evidence.life import Life
from webapp.core import registry
from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.documents import api as documents
from webapp.signing.api import with_signature_fields
from webapp.signing.cades.building import signed_attributes
from webapp.signing.cades.finishing import Raw, finished
from webapp.signing.pades.finishing import stamped, with_revocation_data
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.preparing import prepare
from webapp.signing.pades.trust import read_certificates, trust_of
from webapp.waybills.document_data import document_data
from webapp.waybills.documents import TEMPLATE
from webapp.waybills.evidence.proving import prove
from webapp.waybills.evidence.statements import statement_of
from webapp.waybills.queries import waybill_by_public_id
from webapp.waybills.rules import Action, Role
from webapp.waybills.services.stepping import step_by

TURNS, WARM = 20, 3
NEXT = text("""
    DELETE FROM procrastinate_jobs WHERE id = (
      SELECT min(id) FROM procrastinate_jobs WHERE status = 'todo' AND task_name LIKE ANY (:names)) RETURNING task_name, args
""")


def measure(base, _scale):
    """Yield the milliseconds of a document with two signatures, and of proving a container; medians."""
    with ExitStack() as stack:
        app = stack.enter_context(visitors.application(base))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        stack.enter_context(authorities(base, app, patch))
        with app.app_context():
            world = build_world(app)
            jobs = {each.name: each for subsystem in registry.subsystems() for each in subsystem.jobs}
            life = Life(world, jobs, NEXT)
            signing = [_two_signatures(app, world, life) for _turn in range(WARM + TURNS)][WARM:]
            container = life.container()
            proving = [_proved(container) for _turn in range(WARM + TURNS)][WARM:]
    say(f"container of {len(container)} bytes: from {1000 * min(proving):.0f} to {1000 * max(proving):.0f} ms")
    yield Line("waybill_pdf_two_signatures_ms", 1000 * statistics.median(signing), "ms")
    yield Line("waybill_container_verify_ms", 1000 * statistics.median(proving), "ms")


def _two_signatures(app, world, life):
    """Return the seconds from the data of the form to the signed PDF and the signed statement, both with their proofs."""
    public_id = life.drafted()
    trust = trust_of(app.settings)
    pki = app.settings.data_dir / "pki"
    own = read_certificates((pki / "people" / f"{DRIVER}.pem").read_bytes())[0]
    chain = read_certificates((pki / "esign-chain.pem").read_bytes())
    key = serialization.load_pem_private_key((pki / "people" / f"{DRIVER}.key").read_bytes(), None)
    began = time.perf_counter()
    with transaction(read_only=True):
        waybill = waybill_by_public_id(public_id)
        step = step_by(world.consignor, Action.OFFER, Role.CONSIGNOR)
        paper = documents.render_pdf(TEMPLATE, document_data(waybill, step))
        pdf = with_signature_fields(paper, ("consignor",))
        statement = statement_of(waybill, step, pdf)
    asyncio.run(_both(pdf, statement, own, chain, key, trust))
    return time.perf_counter() - began


async def _both(pdf, statement, own: x509.Certificate, chain, key, trust):
    prepared, place = await prepare(pdf, certificate=own, chain=chain, reason="Qaimə")
    attributes = signed_attributes(statement, own, now())
    first = key.sign(place.digests[0], ec.ECDSA(Prehashed(hashes.SHA256())))
    second = key.sign(attributes.dump(), ec.ECDSA(hashes.SHA256()))
    raw = Raw(attributes, second, own, chain)
    async with Outside(trust) as outside:
        paper, token = await asyncio.gather(stamped(prepared, place, first, outside), outside.stamp(raw.digest))
        await finished(raw, token, outside)
        await with_revocation_data(paper, chain, outside)


def _proved(container):
    began = time.perf_counter()
    findings = prove(container)
    took = time.perf_counter() - began
    if not all(one.holds for one in findings):
        raise SystemExit("the container does not hold")
    return took
