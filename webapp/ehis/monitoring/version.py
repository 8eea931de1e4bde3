"""Which version of the house this is."""

import tomllib
from functools import cache

from webapp.config import ROOT


@cache
def house_version() -> str:
    """Return the version of this code."""
    found: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return found
