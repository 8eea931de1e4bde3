"""The package of an Associated Signature Container, extended form (ETSI EN 319 162-1, 4.4 and annex A). Pure.

A ZIP archive whose first entry is `mimetype`, stored as it is, so that programs know the file by its first bytes.
"""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Final

MIMETYPE: Final = "application/vnd.etsi.asic-e+zip"
EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


class BadContainer(Exception):
    """The file is not such a container."""


def packed(files: Mapping[str, bytes], *, at: datetime) -> bytes:
    """Return the container of `files` by name, in their order; `at` is the instant written on them."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.writestr(_entry("mimetype", at, zipfile.ZIP_STORED), MIMETYPE)
        for name, data in files.items():
            archive.writestr(_entry(name, at, zipfile.ZIP_DEFLATED), data)
    return whole.getvalue()


def unpacked(whole: bytes, *, cap: int) -> dict[str, bytes]:
    """Return the files of a container by name. Raises BadContainer: no container, a name twice, more than `cap` bytes."""
    try:
        with zipfile.ZipFile(BytesIO(whole)) as archive:
            entries = archive.infolist()
            _ensure_form(entries)
            if sum(one.file_size for one in entries) > cap:
                raise BadContainer("too large")
            if archive.read(entries[0]) != MIMETYPE.encode():
                raise BadContainer("another media type")
            return {one.filename: archive.read(one) for one in entries[1:]}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, UnicodeDecodeError) as error:
        raise BadContainer(f"not a container: {error}") from None


def _ensure_form(entries: list[zipfile.ZipInfo]) -> None:
    first = entries[0] if entries else None
    if (
        first is None
        or first.filename != "mimetype"
        or first.compress_type != zipfile.ZIP_STORED
        or first.extra
        or first.header_offset
    ):
        raise BadContainer("mimetype is not the first file, stored")
    if len({one.filename for one in entries}) != len(entries):
        raise BadContainer("two files of one name")


def _entry(name: str, at: datetime, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, max(at.timetuple()[:6], EARLIEST))
    entry.compress_type = method
    return entry
