"""Opens an archive that a stranger made: no paths out of it, no bombs, nothing read beyond the limits."""

import io
import lzma
import zipfile
import zlib
from typing import Final

from webapp.timetable.gtfs.faults import Faults, Refused
from webapp.timetable.gtfs.schema import FILES, IGNORED

MEBIBYTE: Final = 1024 * 1024
MOST_PACKED: Final = 8 * MEBIBYTE
MOST_UNPACKED: Final = 32 * MEBIBYTE
MOST_FILES: Final = 60
ENCRYPTED: Final = 0x1
FREQUENCIES: Final = "frequencies.txt"  # runs without a time of departure: each of ours has one, and is sold


def opened(content: bytes, faults: Faults) -> dict[str, bytes]:
    """Return the files of the archive that are read, by name. Raises Refused when it cannot be opened safely."""
    if len(content) > MOST_PACKED:
        raise Refused("zip-too-big")
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise Refused("not-zip") from None
    with archive:
        members = [one for one in archive.infolist() if one.filename and not one.is_dir()]
        if len(members) > MOST_FILES:
            raise Refused("zip-many-files")
        names = [one.filename for one in members]
        for name in names:
            if "/" in name or "\\" in name or name.startswith(".") or not name.isprintable():
                raise Refused("zip-path", name)
            if names.count(name) > 1:
                raise Refused("zip-name-twice", name)
        return _unpacked(archive, [one for one in members if _wanted(one.filename, faults)])


def _wanted(name: str, faults: Faults) -> bool:
    if name in FILES:
        return True
    if name == FREQUENCIES:
        faults.add("frequencies", name)
        return False
    faults.add("file-ignored" if name in IGNORED else "file-unknown", name)
    return False


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """Read each member up to what is left of the limit: a size that a bomb states is not believed."""
    left, found = MOST_UNPACKED, {}
    for member in members:
        if member.flag_bits & ENCRYPTED:
            raise Refused("zip-encrypted", member.filename)
        try:
            with archive.open(member) as stream:
                content = stream.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError, ValueError):
            raise Refused("zip-broken", member.filename) from None
        left -= len(content)
        if left < 0:
            raise Refused("zip-bomb", member.filename)
        found[member.filename] = content
    return found
