"""The few statements that every page runs, executed straight on the driver's connection of the open transaction.

SQLAlchemy writes the statement, once; after that its way from values to rows costs several times what the driver does
with them. Types that change values (encrypted columns, JSON) do so here as well. Everything else goes by
`db.session()`: it is the rule, this is for what was measured.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, cast

import psycopg
from sqlalchemy import BindParameter, Float, Select, Table, bindparam, insert, select
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.sql.visitors import replacement_traverse
from sqlalchemy.types import TypeEngine

from webapp.core import db

Change = Callable[[Any], Any]
_with_constants: Final[Any] = replacement_traverse  # its types know no whole statements
DIALECT: Final = PGDialect_psycopg()  # type: ignore[no-untyped-call] # SQLAlchemy left it without types


@dataclass(frozen=True, slots=True)
class _Written:
    """A statement as the driver takes it; `before` and `after` change values on their way, by name or place."""

    sql: bytes
    before: tuple[tuple[str, Change], ...]
    after: tuple[tuple[int, Change], ...]
    row: Any


class Statement:
    """A SELECT over tables, not mapped classes, or from what it inserts; bound parameters come with each call. Not for NUMERIC columns.

    Its own constants are numbers and texts; they are written out, so that the server's one plan for all calls is a good one.
    """

    def __init__(self, query: Select[Any]) -> None:
        self._query = query

    def all(self, **values: Any) -> list[Any]:
        """Return the rows, as named tuples. Raises SQLAlchemy's errors, as any statement of the session would."""
        written = self._written
        for name, change in written.before:
            values[name] = change(values[name])
        rows = _rows(written.sql, values)
        if written.after:
            return [written.row._make(_changed(row, written.after)) for row in rows]
        return list(map(written.row._make, rows))

    @cached_property
    def _written(self) -> _Written:
        compiled = _with_constants(self._query, {}, _written_out).compile(dialect=DIALECT)
        given = {name: bind for name, bind in compiled.binds.items() if bind.required}
        whole = compiled.construct_expanded_state(dict.fromkeys(given))
        columns = list(self._query.selected_columns)
        before = ((name, _before(bind.type)) for name, bind in given.items())
        after = ((place, _after(column.type)) for place, column in enumerate(columns))
        return _Written(
            whole.statement.encode(),
            tuple((name, change) for name, change in before if change is not None),
            tuple((place, change) for place, change in after if change is not None),
            namedtuple("Row", [column.key or "" for column in columns], rename=True),  # noqa: PYI024 - its columns are known only now
        )


class Beside:
    """A SELECT of whole tables side by side. Each row is a tuple of named tuples, None for a table that an outer join found nothing in."""

    def __init__(self, query: Select[Any], *tables: Table) -> None:
        self._statement = Statement(query)
        ends = list(accumulate(len(table.c) for table in tables))
        kinds: list[Any] = [namedtuple(table.name, table.c.keys()) for table in tables]  # noqa: PYI024 - as its table is
        self._parts = list(zip(kinds, [0, *ends], ends, strict=False))

    def all(self, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows. Raises as `Statement`."""
        return [
            tuple(kind._make(row[start:end]) if row[start] is not None else None for kind, start, end in self._parts)
            for row in self._statement.all(**values)
        ]


def adding(table: Table, *names: str) -> Statement:
    """Return the statement that writes one row with these columns and returns its `id`."""
    values = {name: bindparam(name, type_=table.c[name].type) for name in names}
    made = insert(table).values(values).returning(table.c.id).cte("made")
    return Statement(select(made.c.id))


def _written_out(part: Any, **_more: Any) -> Any:
    """Return a constant so that it becomes part of the text, None for what stays as it is."""
    if isinstance(part, BindParameter) and not part.required:
        return part.render_literal_execute()
    return None


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
    if isinstance(kind, Float) and not kind.asdecimal:
        return None  # the driver gives floats as they are; only what is asked for as a decimal needs more
    return cast("Change | None", kind.dialect_impl(DIALECT).result_processor(DIALECT, None))
