"""The person comes back from the provider: everything that is asked of it, with no transaction open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from webapp.auth.errors import ProviderAway, SignInRefused
from webapp.auth.gateways.provider import Provider
from webapp.auth.gateways.transport import Budget
from webapp.auth.id_tokens import Proof, verified
from webapp.auth.pending import Pending
from webapp.auth.persons import Listed, Person, certificates_of, person_of

LONGEST_CODE: Final = 4_096
PASSING: Final = frozenset({"server_error", "temporarily_unavailable"})


class SignInCancelled(SignInRefused):
    """The person or the provider stopped on the way; nothing is wrong with what came back."""

    code = "sign-in-cancelled"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A person proved by the provider. `certificates` is None when they could not be had."""

    proof: Proof
    person: Person
    certificates: list[Listed] | None
    id_token: str


def arrive(pending: Pending, answer: Mapping[str, str], *, provider: Provider, budget: Budget) -> Arrival:
    """Return who came back with `answer` to the request `pending`.

    Raises SignInCancelled, SignInRefused for an answer that is not believed, ProviderAway when the provider is down.
    """
    _ensure_issuer(answer.get("iss"), provider, budget)
    if "error" in answer:
        raise ProviderAway if answer["error"] in PASSING else SignInCancelled("error-answer")
    code = answer.get("code", "")
    if not 0 < len(code) <= LONGEST_CODE:
        raise SignInRefused("code")
    tokens = provider.redeem(code, pending.verifier, budget)
    proof = verified(tokens, nonce=pending.nonce, provider=provider, budget=budget)
    person = person_of(proof, provider.userinfo(tokens, budget))
    listed = provider.certificates(tokens, budget)
    return Arrival(proof, person, None if listed is None else certificates_of(listed), tokens.id_token)


def _ensure_issuer(said: str | None, provider: Provider, budget: Budget) -> None:
    """Refuse an answer of another provider than the one we sent the person to (RFC 9207)."""
    metadata = provider.metadata(budget)
    if said is None and not metadata.iss_parameter:
        return
    if said != metadata.issuer:
        raise SignInRefused("iss-parameter")
