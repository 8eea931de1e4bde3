"""Tables as people send them are read in the core, for every room; here are their names for this one."""

from webapp.core.tables import MOST_ROWS, NotATable, read_table

__all__ = ["MOST_ROWS", "NotATable", "read_table"]
