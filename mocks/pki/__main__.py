"""`python -m mocks.pki --directory .data/pki` makes what is missing and says where it stands."""

import argparse
from pathlib import Path

from mocks.pki import ensure_pki
from mocks.pki.citizens import SIGNING_SERVICE


def main() -> None:
    """Make the certificates of the demo world in the directory given, once."""
    parser = argparse.ArgumentParser(prog="python -m mocks.pki", description=main.__doc__)
    parser.add_argument("--directory", type=Path, default=Path(".data/pki"))
    parser.add_argument("--signing-url", default=SIGNING_SERVICE, help="where certificates are asked after")
    wishes = parser.parse_args()
    directory: Path = wishes.directory
    ensure_pki(directory, wishes.signing_url)
    print(f"Certificates: {directory}")  # noqa: T201 - the command's answer


main()
