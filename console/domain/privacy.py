"""Personal data as others see them: masked by default, shown whole to one person for a reason and a moment."""

from __future__ import annotations

import datetime
import re

SHOWN_SECONDS = 30
"""So long a number that was asked for stays on a screen (security notes)."""


def masked_phone(number: str) -> str:
    """A telephone number with its middle hidden: 138****5678; short ones keep their last two digits.

    What is masked already stays as it is; an asterisk beside a whole number masks nothing.
    """
    digits = [place for place, each in enumerate(number) if each.isdigit()]
    stars = number.count("*")
    if stars and (len(digits) <= 2 or (len(digits) <= 7 and stars >= 4)):
        return number
    if len(digits) < 4:
        return "*" * len(number)
    head, tail = (3, 4) if len(digits) >= 11 else (0, 2)
    hidden = set(digits[head:-tail])
    return "".join("*" if place in hidden else each for place, each in enumerate(number))


_MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9A-Za-z])", re.ASCII)
_ID = re.compile(r"(?<![0-9A-Za-z.])\d{17}[0-9Xx](?![0-9A-Za-z])", re.ASCII)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"


def masked_id(number: str) -> str:
    """A citizen's number by its first three and last four places: 110***********002X; what is shorter not at all."""
    return number[:3] + "*" * (len(number) - 7) + number[-4:] if len(number) > 7 else "*" * len(number)


def is_id(number: str) -> bool:
    """Whether these 18 places are a citizen's number by GB 11643: a birthday, and a check by ISO 7064 MOD 11-2.

    Numbers of cases and devices are as long; one in eleven of them would pass the check alone.
    """
    try:
        datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "1800" <= number[6:10] < "2200" and _CHECK[total % 11] == number[17].upper()


def masked_text(text: str) -> str:
    """Words of people with the mobile numbers and citizens' numbers in them masked; all else as it was.

    Numbers of offices are no personal data; the old citizens' numbers of 15 places look like codes of grids, and stay.
    """
    if len(text) < 11:
        return text
    text = _ID.sub(lambda found: masked_id(found[0]) if is_id(found[0]) else found[0], text)
    return _MOBILE.sub(_masked_mobile, text)


def _masked_mobile(found: re.Match[str]) -> str:
    """The country's code stays outside of it."""
    number = found[0]
    digits = [place for place, each in enumerate(number) if each.isdigit()][-11:]
    return number[: digits[0]] + masked_phone(number[digits[0] :])
