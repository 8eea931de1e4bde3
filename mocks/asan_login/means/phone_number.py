"""Azerbaijani mobile numbers as people type them."""

import phonenumbers

LONGEST_INPUT = 32


def read_phone(typed: str) -> str | None:
    """Return the number in E.164 (+994…), or None when it is not an Azerbaijani number."""
    if len(typed) > LONGEST_INPUT or not typed.isascii():
        return None
    try:
        number = phonenumbers.parse(typed, "AZ")
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != 994 or not phonenumbers.is_possible_number(number):  # noqa: PLR2004 - Azerbaijan's code
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
