"""What the editor's pages share: which form, which parties are fixed, what is suggested, which names are known."""

from dataclasses import dataclass
from typing import Any

from webapp.cabinets.api import Party, party
from webapp.carriers import api as carriers
from webapp.core.actor import Actor
from webapp.waybills.access import may_discard, may_edit
from webapp.waybills.asked_numbers import naming_of
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.forms.converting import form_data
from webapp.waybills.forms.editor import CarrierEditorForm, EditorForm
from webapp.waybills.linking import known_parties
from webapp.waybills.models import Waybill
from webapp.waybills.queries import open_request_of, recent_partners, waybill_seen_by


@dataclass(frozen=True, slots=True)
class Editing:
    """A draft in the hands of somebody: `own_fleet` when whom they act for is the carrier."""

    waybill: Waybill
    content: WaybillContent
    party_id: int
    may_edit: bool
    may_discard: bool
    fixed: frozenset[str]
    own_fleet: bool
    names: dict[str, Party | None]

    def saved_form(self, *, blank_rows: int) -> EditorForm:
        """Return the form with what was saved last."""
        rows = max(blank_rows, 0 if self.content.goods else 1)
        data = {**form_data(self.content, blank_rows=rows), "version": self.waybill.version}
        return self._with_fleet(CarrierEditorForm if self.own_fleet else EditorForm, formdata=None, data=data)

    def typed_form(self) -> EditorForm:
        """Return the form with what was sent."""
        return self._with_fleet(CarrierEditorForm if self.own_fleet else EditorForm)

    def context(self) -> dict[str, Any]:
        """Return what the page shows beside the form."""
        return {
            "waybill": self.waybill,
            "content": self.content,
            "names": self.names,
            "naming": self._naming(),
            "may_discard": self.may_discard,
            "fixed": self.fixed,
            "own_fleet": self.own_fleet,
            "partners": recent_partners(self.party_id),
            "signing": open_request_of(self.waybill),
        }

    def _naming(self) -> dict[str, str]:
        """Return how the naming of the parties without a name stands, by role."""
        nameless = {role: entry.number for role, entry in self.content.parties.items() if not self.names[role]}
        found = naming_of(filter(None, nameless.values()))
        return {role: found[number].value for role, number in nameless.items() if number}

    def _with_fleet(self, kind: type[EditorForm], **options: Any) -> EditorForm:
        form = kind(**options)
        if isinstance(form, CarrierEditorForm):
            form.offer(carriers.fleet(self.party_id), carriers.drivers(self.party_id))
        return form


def editing_of(public_id: str, *, actor: Actor) -> Editing:
    """Return the draft as the actor may work on it. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    content = content_from_json(waybill.content)
    own = party(actor.party_id or 0).number
    fixed = {role for role, entry in content.parties.items() if entry.number == own and role != "consignee"}
    if waybill.shared_at is not None:
        fixed |= {role for role in ("consignor", "carrier") if content.parties[role].number}
    return Editing(
        waybill,
        content,
        actor.party_id or 0,
        may_edit(actor, waybill),
        may_discard(actor, waybill),
        frozenset(fixed),
        content.carrier.number == own,
        known_parties(content),
    )
