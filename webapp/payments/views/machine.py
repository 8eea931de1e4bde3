"""Where payment systems tell us something. What they tell is a reason to ask them, and nothing else."""

from collections.abc import Callable
from typing import Final

import structlog
from flask import request
from flask.typing import ResponseReturnValue

from webapp.payments.gateways import provider
from webapp.payments.gateways.provider import BadNotice
from webapp.payments.jobs import look_up, look_up_dispute
from webapp.payments.refund_jobs import look_up_refund
from webapp.payments.services.noticing import take_notice
from webapp.payments.views.blueprint import machine_pages
from webapp.ui.access import accepts_body, machine

log = structlog.get_logger()
LARGEST: Final = 64 * 1024
QUESTIONS: Final[dict[str, Callable[[str], object]]] = {
    "payment": lambda attempt: look_up.defer(once=attempt, attempt=attempt),
    "dispute": lambda attempt: look_up_dispute.defer(once=attempt, attempt=attempt),
    "refund": lambda refund: look_up_refund.defer(once=refund, refund=refund),
}


@machine_pages.post("/<provider_code>")
@accepts_body(LARGEST)
@machine
def notice(provider_code: str) -> ResponseReturnValue:
    """Take a signed notification: 204, also for one that came before; 400 when it is not the provider's own."""
    system, body = provider(provider_code), request.get_data()
    try:
        told = system.read_notice(body, dict(request.headers))
    except BadNotice as refused:
        log.warning("a payment notification was refused", provider=system.code, why=str(refused))
        return "", 400
    for about, public_id in take_notice(system.code, told, body):
        QUESTIONS[about](public_id)
    return "", 204
