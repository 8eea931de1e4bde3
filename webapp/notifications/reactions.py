"""Facts of cabinets and sign-in, told to those whom they concern."""

from datetime import timedelta

from webapp.auth.events import AccountRestored, AccountRestricted, NewDeviceUsed
from webapp.cabinets import api as cabinets
from webapp.cabinets.api import Kind
from webapp.cabinets.events import (
    ContactChanged,
    DataReportAnswered,
    DelegationAccepted,
    DelegationChanged,
    DelegationDeclined,
    DelegationEnded,
    PartyDataChanged,
    PersonInvited,
)
from webapp.core.bus import on
from webapp.notifications.events import DeliveryFailed
from webapp.notifications.matters import UNREACHED
from webapp.notifications.queries import told_lately
from webapp.notifications.telling import notify_account, notify_party


@on(PersonInvited)
def tell_the_invited(fact: PersonInvited) -> None:
    """Tell the invited person, once they have an account."""
    if fact.account_id is not None:
        found = cabinets.delegated(fact.delegation_id)
        notify_account(fact.account_id, "cabinets.invited", party=found.party_name, invitation=found.public_id)


@on(DelegationAccepted)
def tell_of_acceptance(fact: DelegationAccepted) -> None:
    """Tell the head who invited."""
    found = cabinets.delegated(fact.delegation_id)
    if found.invited_by is not None:
        notify_account(found.invited_by, "cabinets.accepted", person=found.person_name, party=found.party_name)


@on(DelegationDeclined)
def tell_of_refusal(fact: DelegationDeclined) -> None:
    """Tell the head who invited."""
    found = cabinets.delegated(fact.delegation_id)
    if found.invited_by is not None:
        notify_account(found.invited_by, "cabinets.declined", person=found.person_name, party=found.party_name)


@on(DelegationChanged)
def tell_of_change(fact: DelegationChanged) -> None:
    """Tell the responsible person."""
    found = cabinets.delegated(fact.delegation_id)
    if found.account_id is not None:
        notify_account(found.account_id, "cabinets.rights_changed", party=found.party_name)


@on(DelegationEnded)
def tell_of_end(fact: DelegationEnded) -> None:
    """Tell the person whose rights ended, or the head when the invitation reached nobody."""
    found = cabinets.delegated(fact.delegation_id)
    if found.account_id is not None:
        notify_account(found.account_id, "cabinets.rights_ended", party=found.party_name)
    elif found.invited_by is not None:
        notify_account(found.invited_by, "cabinets.invitation_ended", party=found.party_name)


@on(PartyDataChanged)
def tell_of_new_data(fact: PartyDataChanged) -> None:
    """Tell whose data changed in a register; old and new value stand on the page (charter 003, 1.4.5)."""
    party = cabinets.party(fact.party_id)
    fields = list(fact.fields)
    if party.kind != Kind.PERSON:
        permission = cabinets.SEE_ORGANISATION
        notify_party(party.id, "cabinets.organisation_changed", permission=permission, party=party.name, fields=fields)
        return
    account_id = cabinets.account_of(party.id)
    if account_id is not None:
        notify_account(account_id, "cabinets.data_changed", fields=fields)


@on(ContactChanged)
def tell_of_new_contact(fact: ContactChanged) -> None:
    """Tell the person, so that a change by somebody else is noticed."""
    notify_account(fact.account_id, "cabinets.contact_changed", field=fact.field)


@on(DataReportAnswered)
def tell_of_answer(fact: DataReportAnswered) -> None:
    """Tell the person who reported an error."""
    notify_account(fact.account_id, "cabinets.report_answered")


@on(AccountRestricted)
def tell_of_restriction(fact: AccountRestricted) -> None:
    """Tell the person that their access was closed (charter 003, 9.6)."""
    notify_account(fact.account_id, "auth.restricted")


@on(AccountRestored)
def tell_of_restoration(fact: AccountRestored) -> None:
    """Tell the person that their access is open again."""
    notify_account(fact.account_id, "auth.restored")


@on(NewDeviceUsed)
def tell_of_new_device(fact: NewDeviceUsed) -> None:
    """Tell the person, so that somebody else's entry is noticed."""
    notify_account(fact.account_id, "auth.new_device", device=fact.device)


@on(DeliveryFailed)
def tell_in_the_cabinet(fact: DeliveryFailed) -> None:
    """Tell the person in the cabinet, once a day: a device says it itself, and this notice never leaves the cabinet."""
    if fact.channel != "push" and not told_lately(fact.account_id, UNREACHED, timedelta(days=1)):
        notify_account(fact.account_id, UNREACHED, channel=fact.channel)


ALL = (
    tell_in_the_cabinet,
    tell_the_invited,
    tell_of_acceptance,
    tell_of_refusal,
    tell_of_change,
    tell_of_end,
    tell_of_new_data,
    tell_of_new_contact,
    tell_of_answer,
    tell_of_restriction,
    tell_of_restoration,
    tell_of_new_device,
)
