"""Contact data judged by their shape alone."""

import re

__all__ = ["MemoryContactRules"]

_EMAIL = re.compile(
    r"[^@\s\"<>,;:()\[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}"
)
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
_NATIONAL = re.compile(r"0?[1-9]\d{5,13}")
_TAX_ID = re.compile(r"[A-Z0-9]{4,20}")
_CALLING_CODES = {
    "AR": "54", "BR": "55", "CA": "1", "CH": "41", "DE": "49", "ES": "34", "FR": "33", "GB": "44",
    "IT": "39", "JP": "81", "MX": "52", "NL": "31", "PT": "351", "US": "1",
}  # fmt: skip


class MemoryContactRules:
    """Regular expressions.

    Not checked: whether a domain, a country or a calling code exists, how long the numbers of a
    country are, and the check digits of tax ids. National phone numbers are read for a few
    countries only.
    """

    def email(self, text: str) -> str | None:
        lowered = text.strip().lower()
        local, _, _ = lowered.partition("@")
        dotted = ".." in lowered or local.startswith(".") or local.endswith(".")
        return lowered if _EMAIL.fullmatch(lowered) and not dotted else None

    def phone(self, text: str, country: str) -> str | None:
        number = re.sub(r"[\s().-]", "", text)
        if _NATIONAL.fullmatch(number) and country in _CALLING_CODES:
            number = f"+{_CALLING_CODES[country]}{number.removeprefix('0')}"
        return number if _PHONE.fullmatch(number) else None

    def country(self, text: str) -> str | None:
        code = text.strip().upper()
        return code if re.fullmatch(r"[A-Z]{2}", code) else None

    def tax_id(self, text: str, country: str) -> str | None:
        number = re.sub(r"[\s-]", "", text).upper()
        return number if _TAX_ID.fullmatch(number) else None
