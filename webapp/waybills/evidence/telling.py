"""What the page says of the evidence: for each act, who or what signed it, in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from webapp.core import db
from webapp.core.text import Text, _, _l
from webapp.waybills.chain import acts_of, first_break
from webapp.waybills.evidence.storing import evidence_of
from webapp.waybills.models import ActEvidence, Anchor, AnchoredHead, Erasure, Statement, Waybill, WaybillAct
from webapp.waybills.rules import Action
from webapp.waybills.wording import DONE

PERSON: Final = _l("Şəxsin gücləndirilmiş elektron imzası və vaxt möhürü")
DEVICE: Final = _l("Sürücünün telefonunun açarı: gücləndirilmiş elektron imza deyil")
SEAL: Final = _l("Sistemin möhürü və vaxt möhürü: şəxsi imza tələb olunmur")
WAITS: Final = _l("Sistemin möhürü qoyulur")


@dataclass(frozen=True, slots=True)
class Told:
    """One act and what proves it; `tone` is for the tag."""

    seq: int
    title: Text
    at: datetime
    by: str
    kinds: tuple[tuple[Text, str], ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Proofs:
    """What proves a waybill: its acts, whether they make a whole chain, the newest anchor."""

    acts: Sequence[Told]
    broken: int | None
    anchored: int | None
    anchor: int | None
    anchored_on: datetime | None
    erased_at: datetime | None


def proofs_of(waybill: Waybill) -> Proofs:
    """Return what proves a waybill, for its page."""
    acts = acts_of(waybill.id)
    signed = evidence_of(waybill.id)
    query = select(Statement.act_id).where(Statement.waybill_id == waybill.id, Statement.act_id.is_not(None))
    devices = set(db.session().scalars(query))
    head = (
        db.session()
        .execute(
            select(AnchoredHead.seq, Anchor.number, Anchor.created_at)
            .join(Anchor, Anchor.number == AnchoredHead.anchor)
            .where(AnchoredHead.waybill_id == waybill.id)
            .order_by(AnchoredHead.anchor.desc())
            .limit(1)
        )
        .one_or_none()
    )
    erasure = db.session().get(Erasure, waybill.id)
    return Proofs(
        acts=[_told(act, signed.get(act.id, []), phone=act.id in devices) for act in acts],
        broken=first_break(waybill),
        anchored=head.seq if head else None,
        anchor=head.number if head else None,
        anchored_on=head.created_at if head else None,
        erased_at=erasure.erased_at if erasure else None,
    )


def _told(act: WaybillAct, signed: Sequence[ActEvidence], *, phone: bool) -> Told:
    kinds: list[tuple[Text, str]] = [(DEVICE, "warning")] if phone else []
    found = {each.kind for each in signed}
    if "person" in found:
        kinds.append((PERSON, "success"))
    elif "seal" in found:
        kinds.append((SEAL, "info"))
    elif not phone:
        kinds.append((WAITS, "neutral"))
    return Told(act.seq, _title(act), act.at, act.actor_name, tuple(kinds), bytes(act.hash).hex(" ", 8))


def _title(act: WaybillAct) -> Text:
    return _("Gecikmiş imza: qaiməni dəyişmədi") if act.outcome == "refused" else DONE[Action(act.action)]
