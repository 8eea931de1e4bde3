"""asn1crypto as it is, only quicker where a signature spends its time: writing DER and comparing names.

Writing: what was built here is encoded anew whenever it is asked for its contents, with everything inside it, and writing
one value asks three times: the signed attributes of one signature encoded the issuer's name several hundred times. Asked
once, it is encoded once. Comparing: names are prepared letter by letter (RFC 4518) in every certificate that is read; the
same few names stand in all of them, so what their bytes become, and which bytes are one name, is remembered.
"""

from functools import lru_cache
from typing import Any, Final

from asn1crypto import core, x509

NAMES: Final = 1024
DUMP: Final = core.Asn1Value.dump
SAME: Final = x509.Name.__eq__
KEY: Final = x509.Name.hashable.fget
PREPARING: Final = "_ldap_string_prep"
PREPARED: Final = vars(x509.NameTypeAndValue)[PREPARING]
HEADER: Final = vars(core)["_dump_header"]
INDEFINITE: Final = b"\x80"


def dump_once(self: Any, force: bool = False) -> bytes:  # noqa: FBT001, FBT002 - asn1crypto's own signature
    """Return the DER of a value as asn1crypto does, its contents encoded once. What came in BER is left to asn1crypto."""
    if force or getattr(self, "_indefinite", False) or (self._header is not None and self._header[-1:] == INDEFINITE):
        usual: bytes = DUMP(self, force=force)
        return usual
    contents: bytes = self.contents  # may clear the header: what is inside has changed
    if self._header is None:
        header: bytes = HEADER(self.class_, self.method, self.tag, contents)
        for class_, tag in self.explicit or ():
            header = HEADER(class_, 1, tag, header + contents) + header
        self._header, self._trailer = header, b""
    return bytes(self._header + contents + self._trailer)


def same_name(self: Any, other: object) -> bool:
    """Whether two names are one (RFC 5280, 7.1): the same bytes are, and of others asn1crypto judges, once."""
    if not isinstance(other, x509.Name):
        return False
    mine, theirs = self.chosen.dump(), other.chosen.dump()  # without the tag that a name has inside another value
    return mine == theirs or _judged(mine, theirs)


@lru_cache(maxsize=NAMES)
def _judged(one: bytes, other: bytes) -> bool:
    return bool(SAME(x509.Name.load(one), x509.Name.load(other)))


def key_of(self: Any) -> str:
    """Return a name as a key that all its spellings have, worked out once for the same bytes."""
    return _key_of(self.chosen.dump())


@lru_cache(maxsize=NAMES)
def _key_of(der: bytes) -> str:
    found: str = KEY(x509.Name.load(der))
    return found


@lru_cache(maxsize=NAMES)
def _prepared(text: str) -> str:
    found: str = PREPARED(None, text)
    return found


def prepared(_self: Any, text: str) -> str:
    """Return a name's text prepared for comparing, worked out once for each text."""
    return _prepared(text)


def install() -> None:
    """Let asn1crypto work so from now on."""
    core.Asn1Value.dump = dump_once
    x509.Name.__eq__ = same_name
    x509.Name.hashable = property(key_of)
    setattr(x509.NameTypeAndValue, PREPARING, prepared)
