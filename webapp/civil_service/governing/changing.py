"""A parameter's change is proposed: its value within the bounds, its day not in the past (6.2.6)."""

from datetime import date

from webapp.civil_service.governing.errors import ProposalWrong
from webapp.civil_service.governing.models import ServiceConsent
from webapp.civil_service.governing.proposing import propose
from webapp.civil_service.governing.rules import BY_CODE, Kind, fits
from webapp.core.actor import Actor
from webapp.core.clock import today
from webapp.core.text import Text, _l


def propose_value(code: str, value: int | None, valid_from: date, *, reason: str, actor: Actor) -> ServiceConsent:
    """Ask that a parameter has another value from a day on. Raises Forbidden, ProposalWrong, AskedAlready."""
    parameter = BY_CODE.get(code)
    wrong: dict[str, Text] = {}
    if parameter is None:
        wrong["code"] = _l("Parametri siyahıdan seçin.")
    elif not fits(parameter, value):
        bounds = {"least": parameter.least, "most": parameter.most}
        wrong["value"] = _l("Qiymət %(least)s ilə %(most)s arasında tam ədəd olmalıdır.", **bounds)
    if valid_from <= today():
        wrong["valid_from"] = _l("Dəyişiklik sabahdan tez qüvvəyə minə bilməz.")
    if wrong:
        raise ProposalWrong(fields=wrong)
    content = {"value": value, "valid_from": valid_from.isoformat()}
    return propose(Kind.PARAMETER, code, content, reason=reason, actor=actor)
