"""Contact data checked against the plans and lists of maintained libraries, offline."""

from functools import lru_cache
from importlib.resources import files

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from astrobookings.adapters.system.tax_numbers import tax_number

__all__ = ["LibraryContactRules"]


class LibraryContactRules:
    """Whether something can be delivered to an address or a number is not asked.

    Addresses of international domains are given in their ASCII form, which every mail server takes.
    """

    def email(self, text: str) -> str | None:
        try:
            found = validate_email(
                text.strip(),
                check_deliverability=False,
                test_environment=True,
                allow_smtputf8=False,
                strict=True,
            )
        except EmailNotValidError:
            return None
        return found.ascii_email.lower() if found.ascii_email else None

    def phone(self, text: str, country: str) -> str | None:
        try:
            number = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            return None
        if number.extension or not phonenumbers.is_valid_number(number):
            return None
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def country(self, text: str) -> str | None:
        code = text.strip().upper()
        return code if code in _countries() else None

    def tax_id(self, text: str, country: str) -> str | None:
        """Of either a person or a company; where its rules are unknown, 4 to 20 letters, digits."""
        return tax_number(text, country.upper())


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    """The codes of ISO 3166-1, as the time zone database lists them."""
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8")
    lines = (line for line in table.splitlines() if line and not line.startswith("#"))
    return frozenset(line.split("\t")[0] for line in lines)
