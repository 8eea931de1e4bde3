"""Names of services as the rules of the log know them: versions of one service share readers and what is set for it."""

import re
from typing import Final

VERSION: Final = re.compile(r"/(v[0-9][0-9A-Za-z.\-]*)$")


def plain_service(service: str) -> str:
    """Return the path of a service without its version: `AZ/GOV/DIN/registers/getPerson`."""
    return VERSION.sub("", service)


def version_of(service: str) -> str | None:
    """Return the version at the end of a service's path, None when there is none."""
    found = VERSION.search(service)
    return found[1] if found else None
