"""Demo data of this room: who holds which post. A second run changes nothing."""

from datetime import date
from typing import Final

from sqlalchemy.dialects.postgresql import insert

from webapp.auth.demo import BODIES, ELSEWHERE, OPERATOR, POSTS
from webapp.auth.models import StaffPost
from webapp.core import db
from webapp.core.crypto import blind_index

SINCE: Final = date(2025, 1, 1)


def seed_posts() -> None:
    """Give the demo people their posts, inside the open transaction."""
    rows = [
        {
            "fin_index": blind_index(fin),
            "role": role,
            "body": ELSEWHERE.get((fin, role)) or BODIES.get(role, OPERATOR),
            "valid_from": SINCE,
            "valid_to": None,
        }
        for fin, role in POSTS
    ]
    db.session().execute(insert(StaffPost).values(rows).on_conflict_do_nothing(constraint="uq_staff_posts_fin_index"))
