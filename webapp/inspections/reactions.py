"""What follows from facts: a signed act is in force, carrier and driver are told."""

from typing import Any, Final

from flask import url_for

from webapp.auth.api import account_by_fin
from webapp.core.bus import on
from webapp.core.text import _l
from webapp.inspections.events import ControlActAnnulled, ControlActSigned
from webapp.inspections.permissions import OWN
from webapp.inspections.queries import act_by_public_id
from webapp.inspections.services.signing import PURPOSE, complete
from webapp.notifications.api import NotificationTemplate, notify_account, notify_party
from webapp.signing.events import SignatureCompleted


@on(SignatureCompleted)
def put_the_act_in_force(fact: SignatureCompleted) -> None:
    """Our own purpose only: other rooms have documents signed too."""
    if fact.purpose == PURPOSE:
        complete(fact)


@on(ControlActSigned)
def tell_of_the_act(fact: ControlActSigned) -> None:
    """Carrier and driver can read the act and say what they think of it."""
    act = act_by_public_id(fact.public_id)
    _tell(fact.public_id, "inspections.violations" if act.outcome == "violations" else "inspections.in_order")


@on(ControlActAnnulled)
def tell_of_the_end(fact: ControlActAnnulled) -> None:
    """Whoever was told of the act is told that it does not count any more."""
    if act_by_public_id(fact.public_id).signed_at is not None:
        _tell(fact.public_id, "inspections.annulled")


def _tell(public_id: str, code: str) -> None:
    act = act_by_public_id(public_id)
    params = {"act": public_id, "number": act.number, "plate": act.plate}
    if act.carrier_party_id is not None:
        notify_party(act.carrier_party_id, code, permission=OWN, **params)
    driver = account_by_fin(act.driver_fin) if act.driver_fin else None
    if driver is not None:
        notify_account(driver.id, code, **params)


def _page(params: dict[str, Any]) -> str:
    return url_for("inspections.show", public_id=params["act"])


TEMPLATES: Final = (
    NotificationTemplate(
        "inspections.in_order",
        _l("Yolda yoxlama: qaydasındadır"),
        _l("%(plate)s yoxlanıldı, pozuntu aşkar edilmədi. Akt %(number)s."),
        _page,
    ),
    NotificationTemplate(
        "inspections.violations",
        _l("Yolda yoxlama: pozuntu aşkar edildi"),
        _l(
            "%(plate)s üzrə %(number)s nömrəli nəzarət aktı tərtib edildi. Akta baxın, razı deyilsinizsə, şikayət edin."
        ),
        _page,
    ),
    NotificationTemplate(
        "inspections.annulled",
        _l("Nəzarət aktı ləğv edildi"),
        _l("%(plate)s üzrə %(number)s nömrəli nəzarət aktı daha qüvvədə deyil."),
        _page,
    ),
)
REACTIONS: Final = (put_the_act_in_force, tell_of_the_act, tell_of_the_end)
