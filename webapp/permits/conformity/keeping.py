"""What follows from what was found: a notice with days to mend, then suspension, then restoration when it is cured."""

from collections.abc import Collection
from datetime import date

from webapp.core import db
from webapp.core.actor import SYSTEM
from webapp.core.text import Text, in_language
from webapp.core.working_days import Moved, add
from webapp.permits.models import Defect, Permit, PermitCard
from webapp.permits.rules import By, State
from webapp.permits.services.changing import restore_card, restore_permit, suspend_card, suspend_permit
from webapp.permits.services.history import Why
from webapp.permits.telling import tell_holder, written
from webapp.permits.wording import DEFECTS

BASIS = "176-VQ nömrəli Qanun: icazənin şərtləri pozulduqda dayandırma"


def keep(
    permit: Permit,
    card: PermitCard | None,
    known: list[Defect],
    found: Collection[str],
    *,
    day: date,
    mend_days: int,
    moved: Moved,
) -> None:
    """Bring the defects of a card (or of the permit itself) to what was found on the day, and do what follows.

    Found anew: the holder is told and has working days to mend it. Not mended in time: suspended by the system. Mended:
    what the system suspended comes back, unless something else is still open.
    """
    by_code = {one.code: one for one in known}
    for code in found:
        if code not in by_code:
            by_code[code] = _new(permit, card, code, day=day, mend_by=add(day, mend_days, moved))
    late = [one for one in by_code.values() if one.code in found and one.state == "open" and one.mend_by < day]
    if late:
        _suspend(permit, card, late)
    mended = [one for one in known if one.code not in found]
    for one in mended:
        one.state, one.ended_on = "mended", day
    db.session().flush()
    if mended and not found:
        _restore(permit, card)


def _new(permit: Permit, card: PermitCard | None, code: str, *, day: date, mend_by: date) -> Defect:
    row = Defect(
        permit_id=permit.id,
        card_id=card.id if card else None,
        code=code,
        found_on=day,
        mend_by=mend_by,
        state="open",
    )
    db.session().add(row)
    tell_holder(permit, "defect", card=card, defect=code, day=written(mend_by))
    return row


def _suspend(permit: Permit, card: PermitCard | None, late: list[Defect]) -> None:
    thing = card or permit
    with in_language("az"):
        reason = "; ".join(str(_words(one)) for one in late)
    why = Why(by=By.SYSTEM, actor=SYSTEM, reason=reason, ground=late[0].code, basis=BASIS)
    for one in late:
        one.state = "suspended"
    if thing.state != State.ACTIVE:
        return
    if card is None:
        suspend_permit(permit, why)
    else:
        suspend_card(permit, card, why)


def _restore(permit: Permit, card: PermitCard | None) -> None:
    thing = card or permit
    if thing.state != State.SUSPENDED or thing.suspended_by != By.SYSTEM:
        return
    why = Why(by=By.SYSTEM, actor=SYSTEM, reason="Çatışmazlıq aradan qaldırılıb", ground="cured", basis=BASIS)
    if card is None:
        restore_permit(permit, why)
    elif permit.state == State.ACTIVE:
        restore_card(permit, card, why)


def _words(defect: Defect) -> Text:
    return DEFECTS.get(defect.code, defect.code)
