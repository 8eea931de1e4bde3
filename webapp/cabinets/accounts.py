"""The accounts of `auth` as this room needs them: one that must be there."""

from webapp.auth import api as auth
from webapp.auth.api import Account
from webapp.core.errors import NotFound


def known_account(account_id: int) -> Account:
    """Return the account. Raises NotFound, which only a made-up id can bring about."""
    found = auth.account(account_id)
    if found is None:
        raise NotFound
    return found
