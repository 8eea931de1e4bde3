"""The way out: whose certificate, what is to be signed, the request on the telephone."""

from dataclasses import replace

from webapp.core.clock import now
from webapp.core.transaction import transaction
from webapp.signing.cades.building import signed_attributes
from webapp.signing.gateways import Order, SigningService
from webapp.signing.pades.outside import Outside
from webapp.signing.pades.preparing import Preparation, prepare
from webapp.signing.pades.running import run
from webapp.signing.pades.trust import Trust, Unfit, ensure_fit, holder_of
from webapp.signing.remote.task import Task, read_task
from webapp.signing.rules import Reason, State
from webapp.signing.services.progress import Attempt, begin_waiting, keep_preparation


def ask(attempt: Attempt, service: SigningService, trust: Trust) -> bool:
    """Put the request on the person's telephone; whether an answer is now to be waited for. Raises Unfit.

    The certificate is checked first, so that nobody is asked for a signature that would not be accepted.
    """
    task = read_task(attempt, State.PREPARING)
    if task is not None and task.preparation is None:
        _prepare(task, service, trust)
        task = read_task(attempt, State.PREPARING)
    if task is None or task.preparation is None:
        return False
    order = Order(task.fin, task.preparation.digests, task.title, task.means, task.key)
    session, code = service.start(order)
    with transaction():
        return begin_waiting(attempt, session=session, code=code)


def _prepare(task: Task, service: SigningService, trust: Trust) -> None:
    found = service.certificate(task.fin)
    fin, _ = holder_of(found.own)
    if fin != task.fin:
        raise Unfit(Reason.WRONG_PERSON)

    async def checked() -> tuple[bytes, Preparation]:
        async with Outside(trust) as outside:
            await ensure_fit(found.own, outside.context(found.chain))
        prepared, only = await prepare(task.pdf, certificate=found.own, chain=found.chain, reason=task.title)
        if task.statement is None:
            return prepared, only
        return prepared, replace(only, beside=signed_attributes(task.statement, found.own, now()).dump())

    prepared, preparation = run(checked())
    with transaction():
        keep_preparation(task.attempt, prepared, preparation)
