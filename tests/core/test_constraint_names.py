"""A rule of the database whose breach is told in words is found by its name: each such name is one that the database has."""

from sqlalchemy import text

from webapp.core.errors import CONSTRAINTS
from webapp.core.transaction import transaction

HELD = text("SELECT conname FROM pg_constraint UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public'")
RAISED = text("SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")


def test_every_rule_that_is_told_in_words_bears_its_name(app, database):
    with transaction(read_only=True) as session:
        held = set(session.scalars(HELD))
        raised = "\n".join(session.scalars(RAISED))
    assert sorted(name for name in CONSTRAINTS if name not in held and f"'{name}'" not in raised) == []
