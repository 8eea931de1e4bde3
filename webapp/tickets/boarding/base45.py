"""Base45 (RFC 9285): bytes in the 45 characters that a QR code holds at five and a half bits each."""

from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
BASE: Final = 45
PAIR, BYTE = 3, 2  # letters for two bytes, letters for a last single one


def encode(content: bytes) -> str:
    """Return `content` in base45: three letters for each two bytes, the lowest digit first."""
    letters = []
    for at in range(0, len(content), 2):
        part = content[at : at + 2]
        value = int.from_bytes(part)
        for _ in range(PAIR if len(part) == 2 else BYTE):  # noqa: PLR2004 - a pair of bytes
            value, digit = divmod(value, BASE)
            letters.append(ALPHABET[digit])
    return "".join(letters)


def decode(text: str) -> bytes:
    """Return the bytes that `text` says. Raises ValueError for what no encoder writes."""
    if len(text) % PAIR == 1 or not set(text) <= VALUES.keys():
        raise ValueError("not base45")
    content = bytearray()
    for at in range(0, len(text), PAIR):
        part = text[at : at + PAIR]
        value = sum(VALUES[letter] * BASE**place for place, letter in enumerate(part))
        try:
            content += value.to_bytes(len(part) - 1)
        except OverflowError:
            raise ValueError("not base45") from None
    return bytes(content)
