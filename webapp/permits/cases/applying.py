"""Who may apply, read before anything is filled in and again when the application is handed in."""

from collections.abc import Callable, Sequence
from typing import Final

from webapp.core.clock import today
from webapp.core.text import Text, _, _l
from webapp.permits.asked import target_of
from webapp.permits.cases.grounds import LAW
from webapp.permits.errors import ChoosePermit, HolderHasPermit, OperationNotAllowed
from webapp.permits.law_rows import type_on
from webapp.permits.models import Permit, PermitCard
from webapp.permits.queries import cards_of_permits, live_permits_of, permits_of
from webapp.permits.reading import reading
from webapp.permits.rules import By, Operation, allowed, state_on
from webapp.workflow.offer import Applying, Choice, Field, Kind, Section

MayApply = Callable[[Applying], None]
OF_CARDS: Final = (Operation.DUPLICATE, Operation.SUSPENSION, Operation.RESTORATION, Operation.REVOCATION)
LABELS: Final[dict[Operation, Text]] = {
    Operation.DUPLICATE: _l("Nəyin dublikatı verilsin"),
    Operation.ANNEX: _l("Hansı icazəyə"),
    Operation.REREGISTRATION: _l("Hansı icazə"),
    Operation.SUSPENSION: _l("Nə dayandırılsın"),
    Operation.RESTORATION: _l("Nə bərpa edilsin"),
    Operation.REVOCATION: _l("Nə ləğv edilsin"),
}


def may_issue(type_code: str, *, once: bool) -> MayApply:
    """Return the check of an issue: the type is in force and not excepted, and the holder has none yet.

    It raises TypeNotInForce, ExceptedByLaw, HolderHasPermit.
    """

    def ensure(applying: Applying) -> None:
        type_on(type_code, applying.day)
        if once and any(
            one.valid_to is None or one.valid_to >= applying.day
            for one in live_permits_of(applying.party_id, type_code)
        ):
            raise HolderHasPermit

    return ensure


def may_change(type_code: str, operation: Operation) -> MayApply:
    """Return the check of another operation: there is a permit of the holder of this type for which it is possible now.

    It raises ChoosePermit (none, or of another type), NoSuchPermit (another's), OperationNotAllowed.
    """

    def ensure(applying: Applying) -> None:
        if not applying.subject:
            if not _possible(applying, type_code, operation):
                raise OperationNotAllowed
            return
        permit, _card = target_of(_bare(applying))
        if permit.type_code != type_code:
            raise ChoosePermit
        if not things(permit, operation):
            raise OperationNotAllowed

    return ensure


def what(type_code: str, operation: Operation) -> Section:
    """Return the section that asks which permit or card; it is short where the permit is known."""

    def offered(applying: Applying) -> Sequence[Choice]:
        with reading():
            return [
                Choice(code, label)
                for permit in _possible(applying, type_code, operation)
                for code, label in things(permit, operation)
            ]

    return Section(
        code="what",
        title=_l("İcazə"),
        fields=(Field(code="thing", label=LABELS[operation], kind=Kind.CHOICE, basis=LAW, choices=offered),),
    )


def known_thing(operation: Operation) -> Callable[[Applying], dict[str, dict[str, str]]]:
    """Return what is filled in: the permit, where the applicant came from its page and it can be meant."""

    def prefill(applying: Applying) -> dict[str, dict[str, str]]:
        if not applying.subject:
            return {}
        found = things(target_of(_bare(applying))[0], operation)
        return {"what": {"thing": found[0][0]}} if found else {}

    return prefill


def things(permit: Permit, operation: Operation) -> list[tuple[str, str]]:
    """Return what of a permit the operation can be about now: itself, and single cards where that makes sense."""
    day = today()
    found = []
    if allowed(operation, permit.state, permit.valid_to, day):
        found.append((f"permit:{permit.public_id}", _("Bütün icazə: %(number)s", number=permit.number)))
    if operation in OF_CARDS:
        cards = cards_of_permits([permit.id])[permit.id]
        found += [
            (f"card:{one.public_id}", f"{one.plate} · {one.number}")
            for one in cards
            if _card_fits(permit, one, operation)
        ]
    return found


def _card_fits(permit: Permit, card: PermitCard, operation: Operation) -> bool:
    alone = operation is not Operation.RESTORATION or (card.suspended_by != By.PERMIT and permit.state == "active")
    return alone and allowed(operation, card.state, card.valid_to, today())


def _possible(applying: Applying, type_code: str, operation: Operation) -> list[Permit]:
    found = [one for one in permits_of(applying.party_id) if one.type_code == type_code]
    if applying.subject:
        found = [one for one in found if one.public_id == applying.subject]
    return [one for one in found if state_on(one.state, one.valid_to, applying.day) and things(one, operation)]


def _bare(applying: Applying) -> Applying:
    """The subject alone, whatever was typed so far."""
    return Applying(
        party_id=applying.party_id,
        party_kind=applying.party_kind,
        number=applying.number,
        name=applying.name,
        account_id=applying.account_id,
        fin=applying.fin,
        day=applying.day,
        subject=applying.subject,
        answers={},
    )
