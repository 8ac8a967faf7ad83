"""Personal data as others see them: masked by default, shown whole to one person for a reason and a moment."""

from __future__ import annotations

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
