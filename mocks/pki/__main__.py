"""`python -m mocks.pki --directory .data/pki` makes what is missing and says where it stands."""

import argparse
from pathlib import Path

from mocks.pki import ensure_pki


def main() -> None:
    """Make the certificates of the demo world in the directory given, once."""
    parser = argparse.ArgumentParser(prog="python -m mocks.pki", description=main.__doc__)
    parser.add_argument("--directory", type=Path, default=Path(".data/pki"))
    directory: Path = parser.parse_args().directory
    ensure_pki(directory)
    print(f"Certificates: {directory}")  # noqa: T201 - the command's answer


main()
