"""Pictures of pages, and the key by which a shown page fetches them: a picture by itself is a look nobody noted."""

from typing import Any, Final, cast

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from webapp.attachments import vault
from webapp.attachments.errors import NoSuchCopy
from webapp.attachments.models import AttachmentCopy
from webapp.attachments.queries import pictures_of
from webapp.core.actor import Actor

LIFE_SECONDS: Final = 600


def picture(row: AttachmentCopy, n: int) -> bytes:
    """Return the picture of page `n`. Raises NoSuchCopy when it was not drawn."""
    found = next((item for item in pictures_of(row.id) if item.n == n), None)
    if found is None:
        raise NoSuchCopy
    return vault.get(found.file_id, context=f"{row.public_id}/{n}")


def key(public_id: str, actor: Actor) -> str:
    """Return the key that a page puts into the addresses of its pictures: for this copy, this session, ten minutes."""
    return str(_signer().dumps([public_id, actor.session_id]))


def opened(given: str, public_id: str, actor: Actor) -> None:
    """Raise NoSuchCopy when `given` is no key of ours for this copy and session."""
    try:
        if _signer().loads(given, max_age=LIFE_SECONDS) != [public_id, actor.session_id]:
            raise NoSuchCopy
    except BadData:
        raise NoSuchCopy from None


def _signer() -> Any:
    return URLSafeTimedSerializer(cast("Any", current_app.secret_key), salt="attachments-picture")
