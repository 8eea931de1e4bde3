"""The few statements that every page runs, executed straight on the driver's connection of the open transaction.

SQLAlchemy writes the statement, once; after that its way from values to rows costs several times what the driver does
with them. Types that change values (encrypted columns, JSON) do so here as well. Everything else goes by
`db.session()`: it is the rule, this is for what was measured.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, cast

import psycopg
from sqlalchemy import Select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.types import TypeEngine

from webapp.core import db

Change = Callable[[Any], Any]
DIALECT: Final = PGDialect_psycopg()  # type: ignore[no-untyped-call] # SQLAlchemy left it without types


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as the driver takes it. `changes` holds what must be done to values on their way, by name or place."""

    sql: bytes
    constants: dict[str, Any]
    before: tuple[tuple[str, Change], ...]
    after: tuple[tuple[int, Change], ...]
    row: Any


class Statement:
    """A SELECT over tables, not mapped classes, whose bound parameters are given with each call. Not for NUMERIC columns."""

    def __init__(self, query: Select[Any]) -> None:
        self._query = query

    def all(self, **values: Any) -> list[Any]:
        """Return the rows, as named tuples. Raises SQLAlchemy's errors, as any statement of the session would."""
        written = self._written
        given = {**written.constants, **values}
        for name, change in written.before:
            given[name] = change(given[name])
        rows = _rows(written.sql, given)
        if written.after:
            return [written.row._make(_changed(row, written.after)) for row in rows]
        return list(map(written.row._make, rows))

    @cached_property
    def _written(self) -> _Written:
        compiled = self._query.compile(dialect=DIALECT)
        given = {name for name, bind in compiled.binds.items() if bind.required}
        whole = compiled.construct_expanded_state(dict.fromkeys(given))
        changes = {name: change for name, bind in compiled.binds.items() if (change := _before(bind.type))}
        changes |= cast("dict[str, Change]", whole.processors)
        columns = list(self._query.selected_columns)
        after = ((place, _after(column.type)) for place, column in enumerate(columns))
        return _Written(
            whole.statement.encode(),
            {
                name: changes[name](value) if name in changes else value
                for name, value in whole.parameters.items()
                if name not in given
            },
            tuple((name, change) for name, change in changes.items() if name in given),
            tuple((place, change) for place, change in after if change is not None),
            namedtuple("Row", [column.key or "" for column in columns], rename=True),  # noqa: PYI024 - its columns are known only now
        )


def _rows(sql: bytes, values: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    connection = db.session().connection()
    driver = cast("psycopg.Connection[tuple[Any, ...]]", connection.connection.driver_connection)
    try:
        return driver.execute(sql, values).fetchall()
    except psycopg.Error as error:
        # SQLAlchemy judges it, as if it had run the statement: a connection that is dead must leave the pool.
        connection._handle_dbapi_exception(error, sql.decode(), values, None, None)  # noqa: SLF001 - there is no other entrance


def _changed(row: tuple[Any, ...], changes: tuple[tuple[int, Change], ...]) -> list[Any]:
    values = list(row)
    for place, change in changes:
        values[place] = change(values[place])
    return values


def _before(kind: TypeEngine[Any]) -> Change | None:
    return cast("Change | None", kind.dialect_impl(DIALECT).bind_processor(DIALECT))


def _after(kind: TypeEngine[Any]) -> Change | None:
    return cast("Change | None", kind.dialect_impl(DIALECT).result_processor(DIALECT, None))
