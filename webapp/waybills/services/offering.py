"""The consignor's signature: the order to carry."""

from webapp.core.actor import Actor
from webapp.core.findings import blocking
from webapp.waybills.access import ensure_role
from webapp.waybills.content_json import content_from_json, to_json
from webapp.waybills.errors import NotReady
from webapp.waybills.linking import link
from webapp.waybills.rules import Action
from webapp.waybills.services.asking import already_asked, ask_for_signature
from webapp.waybills.services.freezing import frozen
from webapp.waybills.services.locking import ensure_version, locked
from webapp.waybills.services.stepping import ensure_possible, step_by
from webapp.waybills.situating import situation_of
from webapp.waybills.validation.checks import findings


def request_offer(public_id: str, *, version: int, actor: Actor) -> str:
    """Ask the consignor to sign the draft and return the signature request's public id.

    Raises NotReady when a blocking check fails, StaleVersion, StepNotPossible, NotYourStep, ActUnderWay.
    """
    waybill, roles = locked(public_id, actor=actor)
    role = ensure_role(actor, Action.OFFER, roles)
    ensure_possible(waybill, Action.OFFER)
    asked = already_asked(waybill, Action.OFFER, actor=actor)
    if asked is not None:
        return asked
    ensure_version(waybill, version)
    content = content_from_json(waybill.content)
    link(waybill, content)
    stopping = blocking(findings(situation_of(waybill, content)))
    if stopping:
        raise NotReady(stopping)
    waybill.content = to_json(frozen(content, waybill))
    waybill.version += 1
    return ask_for_signature(waybill, step_by(actor, Action.OFFER, role), actor=actor)
