"""Alembic's entry: every table of the code base, one PostgreSQL, short locks so that a running portal is not stopped."""

import os

from alembic import context
from sqlalchemy import create_engine, text

from webapp.config import read_settings
from webapp.core import db
from webapp.core.server import database_url
from webapp.models import all_models

all_models()
url = context.config.get_main_option("sqlalchemy.url") or os.environ.get("MIGRATE_URL") or database_url(read_settings())


def theirs(_object, name, kind, _reflected, _compare_to):  # noqa: ANN001, ANN201 - Alembic's signature
    """Leave the job queue's own tables alone when comparing."""
    return not (kind == "table" and name.startswith("procrastinate_"))


engine = create_engine(db.sqlalchemy_url(url))
with engine.connect() as connection:
    connection.execute(text("SET lock_timeout = '5s'"))
    connection.commit()
    context.configure(connection=connection, target_metadata=db.Base.metadata, include_object=theirs, compare_type=True)
    with context.begin_transaction():
        context.execute("SELECT pg_advisory_xact_lock(4816372150)")  # two processes never migrate at once
        context.run_migrations()
engine.dispose()
