"""Exact numbers -> text.  Nothing is rounded here but what is asked to be."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def plain(value: Fraction | Decimal | int | None) -> str:
    """An exact number without separators: 585, 59237.2449.  A fraction that never ends is cut after four places."""
    if value is None:
        return "?"
    number = as_decimal(value) if isinstance(value, Fraction) else Decimal(value)
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_decimal(value: Fraction, places: int = 4) -> Decimal:
    """Half up to `places`; exact where the fraction ends before."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) == value:
        return exact
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def rounded(value: Fraction | int, places: int = 2) -> Decimal:
    """Half up on the exact fraction, trailing zeros kept: 60.03, 0.50."""
    scaled = value * 10**places
    whole = (abs(scaled.numerator) * 2 + scaled.denominator) // (scaled.denominator * 2)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def grouped(value: Fraction | Decimal | int) -> str:
    """With thousands separators: 474,394."""
    text = plain(value)
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.lstrip("-").isdigit() and int(whole) else text
