"""Facts about persons and their entry."""

from dataclasses import dataclass

from webapp.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(Event):
    """A person signed in; `first` when they were never here before (a cabinet is due, charter 003, cl. 9.3).

    `former` is the session that this browser had until now, perhaps of somebody else; None when it had none.
    """

    account_id: int
    session_id: int
    first: bool
    former: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(Event):
    """Sessions are over; `reason` is one of `rules.EndReason`."""

    session_ids: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRestricted(Event):
    """The operator closed a person's access (charter 003, cl. 9.6)."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRestored(Event):
    """The operator opened it again."""

    account_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(Event):
    """Somebody did not get in: an answer that was not believed, another person's proof, a closed account.

    `account_id` is whose account it was, when that is known; `why` is a code for those who look after security.
    """

    account_id: int | None
    address: str | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeviceUsed(Event):
    """A person who had been here before signed in with a browser and system that they never used (`device`, in two words)."""

    account_id: int
    device: str
