"""Names of services as the rules of the log know them: versions of one service share rights, readers and retention."""

import re
from typing import Final

VERSION: Final = re.compile(r"/v[0-9][0-9A-Za-z.\-]*$")


def plain_service(service: str) -> str:
    """Return the path of a service without its version: `AZ/GOV/DIN/registers/getPerson`."""
    return VERSION.sub("", service)
