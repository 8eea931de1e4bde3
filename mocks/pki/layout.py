"""The whole directory of certificates: made at once, complete or not at all, by whichever process comes first."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from mocks.pki.citizens import SIGNING_SERVICE, make_citizens
from mocks.pki.issuing import now
from mocks.pki.machines import add_registers, make_machines
from mocks.pki.revocation import LIST_LIFE, read_register, revocation_list

LISTS: Final = {"machine.crl": "ca", "esign.crl": "esign-issuing", "esign-root.crl": "esign-root"}
FRESH_FOR: Final = LIST_LIFE / 7  # a list older than this is made anew at the next start
MADE: Final = "layout-3"


def ensure_pki(directory: Path, signing_service: str = SIGNING_SERVICE) -> None:
    """Make every key, certificate and revocation list of the demo world under `directory`, unless they are there.

    May be called by several processes at once: one makes, the others wait and find everything made. A start that
    was killed half-way leaves nothing that the next one would take for whole. `signing_service` is the address that
    new certificates name for revocation and time; those that are there keep theirs.
    """
    directory.parent.mkdir(parents=True, exist_ok=True)
    with _alone(directory.with_name(f".{directory.name}.lock")):
        if not (directory / MADE).exists():
            _make_all(directory, signing_service)
        add_registers(directory)
        for file_name, authority_name in LISTS.items():
            _keep_fresh(directory, file_name, authority_name)


def _make_all(directory: Path, signing_service: str) -> None:
    with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as scratch:
        made = Path(scratch)
        make_machines(made)
        make_citizens(made, signing_service)
        for source in sorted(path for path in made.rglob("*") if path.is_file()):
            target = directory / source.relative_to(made)
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for file_name in LISTS:
        (directory / file_name).unlink(missing_ok=True)
    (directory / MADE).touch()


def _keep_fresh(directory: Path, file_name: str, authority_name: str) -> None:
    path = directory / file_name
    if path.exists():
        present = x509.load_pem_x509_crl(path.read_bytes())
        if now() - present.last_update_utc < FRESH_FOR:
            return
    renewed = revocation_list(read_register(directory, authority_name))
    scratch = path.with_name(f".{file_name}")
    scratch.write_bytes(renewed.public_bytes(serialization.Encoding.PEM))
    scratch.replace(path)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
