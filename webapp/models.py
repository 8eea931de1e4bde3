"""Every table of the house, for migrations and for the test that compares models with them."""

from importlib import import_module
from importlib.util import find_spec

from webapp.bootstrap import SUBSYSTEMS
from webapp.core import calendar_tables, files_tables, kept_tables, numbering_tables

CORE_TABLES = (calendar_tables, files_tables, kept_tables, numbering_tables)


def all_models() -> None:
    """Import every module that declares tables."""
    for name in SUBSYSTEMS:
        if find_spec(f"webapp.{name}.models"):
            import_module(f"webapp.{name}.models")
