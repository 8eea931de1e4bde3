"""Strings of hexadecimal digits in a PDF, read at once.

pyHanko reads them digit by digit. The place of a signature has 32,768 of them, and they are read several times with every
signature made or looked at: a third of the time that proving a waybill's container took. What is not plainly digits up to
the closing bracket is still read by pyHanko.
"""

from binascii import Error, unhexlify
from typing import IO, Any, Final

from pyhanko.pdf_utils import generic

USUAL: Final = generic.read_hex_string_from_stream
AT_ONCE: Final = 64 * 1024
NAME: Final = "read_hex_string_from_stream"


def read_at_once(stream: IO[bytes]) -> Any:
    """Return the string that begins here, as pyHanko does, and leave the stream behind it."""
    begin = stream.tell()
    digits, bracket, _ = stream.read(AT_ONCE).partition(b">")
    try:
        value = unhexlify(digits.removeprefix(b"<")) if bracket else None
    except Error:
        value = None
    if value is None or not digits.startswith(b"<"):
        stream.seek(begin)
        return USUAL(stream)
    stream.seek(begin + len(digits) + 1)
    return generic.pdf_string(value)


def install() -> None:
    """Let pyHanko read so from now on."""
    vars(generic)[NAME] = read_at_once
