"""The demo people's accounts: the opaque subject, and the credentials that the operator issued (clause 6.5.2)."""

import hashlib
import hmac
import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from mocks.people import DEMO_PASSWORD, Person, person_by_fin

# OWASP's smallest recommended setting: honest in kind, quick enough for a demonstration on two cores.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
LONGEST_PASSWORD = 256
SHORTEST_PASSWORD = 10


@cache
def _issued_hash(password: str) -> str:
    """Hash an issued password once; everybody starts with the same one, and so does nobody (the decoy)."""
    return _HASHER.hash(password)


class Accounts:
    """Subjects and passwords of the demo people. Passwords changed here live as long as the process."""

    def __init__(self, secret_file: Path) -> None:
        self._secret = _subject_secret(secret_file)
        self._hashes: dict[str, str] = {}
        self._must_change: set[str] = set()

    def subject(self, fin: str) -> str:
        """Return the stable opaque `sub` of a person; the FİN cannot be found from it."""
        return hmac.new(self._secret, fin.encode(), hashlib.sha256).hexdigest()[:40]

    def check_password(self, fin: str | None, password: str) -> Person | None:
        """Return the person when both are right, else None. An unknown FİN costs the same hashing as a known one."""
        person = person_by_fin(fin) if fin else None
        known = self._hashes.get(fin or "") or _issued_hash(DEMO_PASSWORD)
        usable = len(password) <= LONGEST_PASSWORD
        try:
            _HASHER.verify(known, password.encode("utf-8", "surrogatepass") if usable else b"")
        except VerifyMismatchError:
            return None
        return person if usable else None

    def issue(self, fin: str) -> str:
        """Issue a new temporary password, to be changed at first use; returns it, once."""
        password = secrets.token_urlsafe(9)
        self._hashes[fin] = _HASHER.hash(password)
        self._must_change.add(fin)
        return password

    def must_change(self, fin: str) -> bool:
        """Tell whether the person still uses a temporary password."""
        return fin in self._must_change

    def change_password(self, fin: str, password: str) -> None:
        """Replace the temporary password by the person's own."""
        self._hashes[fin] = _HASHER.hash(password)
        self._must_change.discard(fin)

    def acceptable(self, fin: str, password: str) -> bool:
        """Tell whether a new password is long enough, not absurdly long, and not the one being replaced."""
        return SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD and self.check_password(fin, password) is None


def _subject_secret(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
