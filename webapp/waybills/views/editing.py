"""What the editor's pages share: which form, which parties are fixed, what is suggested, which names are known."""

from dataclasses import dataclass
from typing import Any

from webapp.cabinets.api import Party, parties_by_number
from webapp.carriers import api as carriers
from webapp.core.actor import Actor
from webapp.waybills.access import DRAFTERS, Parts, may_discard, may_edit
from webapp.waybills.asked_numbers import naming_of
from webapp.waybills.content import WaybillContent
from webapp.waybills.content_json import content_from_json
from webapp.waybills.forms.converting import form_data
from webapp.waybills.forms.editor import CarrierEditorForm, EditorForm
from webapp.waybills.linking import known_parties
from webapp.waybills.models import Waybill
from webapp.waybills.queries import open_request_of, recent_partners, waybill_seen_by
from webapp.waybills.rules import Role


@dataclass(frozen=True, slots=True)
class Editing:
    """A draft on somebody's page."""

    waybill: Waybill
    content: WaybillContent
    party_id: int
    actor: Actor
    fixed: frozenset[str]

    @property
    def may_edit(self) -> bool:
        """Whether the draft may be changed; what is no draft any more may not."""
        return may_edit(self.actor, self.waybill)

    def saved_form(self, *, blank_rows: int, blank_drops: int = 0) -> EditorForm:
        """Return the form with what was saved last."""
        rows = max(blank_rows, 0 if self.content.goods else 1)
        typed = form_data(self.content, blank_rows=rows, blank_drops=blank_drops)
        data = {**typed, "version": self.waybill.version}
        return self._form(formdata=None, data=data)

    def typed_form(self) -> EditorForm:
        """Return the form with what was sent, and what is wrong with it."""
        form = self._form()
        form.validate()
        return form

    def context(self, form: EditorForm) -> dict[str, Any]:
        """Return what the page shows: the form, with the fleet to choose from, and what stands beside it."""
        if isinstance(form, CarrierEditorForm):
            form.offer(carriers.fleet(self.party_id), carriers.drivers(self.party_id))
        form.name_stops()
        names = known_parties(self.content)
        at_stops = parties_by_number({drop.consignee.number for drop in self.content.drops})
        return {
            "form": form,
            "waybill": self.waybill,
            "content": self.content,
            "names": names,
            "at_stops": at_stops,
            "naming": self._naming(names),
            "may_discard": may_discard(self.actor, self.waybill),
            "fixed": self.fixed,
            "own_fleet": isinstance(form, CarrierEditorForm),
            "partners": recent_partners(self.party_id),
            "signing": open_request_of(self.waybill),
        }

    def _naming(self, names: dict[str, Party | None]) -> dict[str, str]:
        """Return how the naming of the parties without a name stands, by role."""
        nameless = {role: entry.number for role, entry in self.content.parties.items() if not names[role]}
        found = naming_of(filter(None, nameless.values()))
        return {role: found[number].value for role, number in nameless.items() if number}

    def _form(self, **options: Any) -> EditorForm:
        return form_for(self.waybill, self.actor)(**options)


def editing_of(public_id: str, *, actor: Actor) -> Editing:
    """Return the draft as the actor may work on it. Raises NoSuchWaybill."""
    waybill, _roles = waybill_seen_by(public_id, actor=actor)
    content = content_from_json(waybill.content)
    return Editing(waybill, content, actor.party_id or 0, actor, fixed_roles(waybill, content, actor))


def form_for(waybill: Parts, actor: Actor) -> type[EditorForm]:
    """Return the form in which the actor types: the carrier has its own fleet to choose from."""
    return CarrierEditorForm if _own(waybill.carrier_party_id, actor) else EditorForm


def fixed_roles(waybill: Parts, content: WaybillContent, actor: Actor) -> frozenset[str]:
    """Return the parts whose party is settled: the actor's own, and after sharing whoever was named."""
    parties = {Role.CONSIGNOR: waybill.consignor_party_id, Role.CARRIER: waybill.carrier_party_id}
    named = {role for role in DRAFTERS if content.parties[role].number} if waybill.shared_at is not None else set()
    return frozenset(named | {role for role, party_id in parties.items() if _own(party_id, actor)})


def _own(party_id: int | None, actor: Actor) -> bool:
    return party_id is not None and party_id == actor.party_id
