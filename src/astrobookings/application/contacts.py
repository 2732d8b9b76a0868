"""Contact data as people type them, checked field by field."""

from attrs import define, field

from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.domain.kernel.errors import Fault, refuse_faults
from astrobookings.domain.kernel.texts import text_fault

__all__ = ["LONGEST_ADDRESS", "LONGEST_NAME", "LONGEST_TEXT", "NO_COUNTRY", "ContactCheck"]

LONGEST_NAME = 80
LONGEST_ADDRESS = 300
LONGEST_TEXT = 4000
_LONGEST_EMAIL = 254
_LONGEST_NUMBER = 40

NO_COUNTRY = "ZZ"
"""Stands for no country in particular: phone numbers must then begin with + and their own."""


@define
class ContactCheck:
    """Collects the faults of an input; each verb answers the text as it is to be kept."""

    rules: ContactRules
    _faults: list[Fault] = field(factory=list, init=False)

    def note(self, fault: Fault | None) -> None:
        """Remember *fault*, unless there is none."""
        if fault is not None:
            self._faults.append(fault)

    def refuse(self) -> None:
        """Raises: Invalid: with every fault found so far."""
        refuse_faults(self._faults)

    def text(
        self,
        pointer: str,
        value: str,
        *,
        longest: int,
        required: bool = True,
        one_line: bool = True,
    ) -> str:
        self.note(text_fault(pointer, value, longest=longest, required=required, one_line=one_line))
        return value.strip()

    def email(self, pointer: str, value: str) -> str:
        return self._read(
            pointer, value, _LONGEST_EMAIL, self.rules.email(value), "is no e-mail address", "email"
        )

    def country(self, pointer: str, value: str) -> str | None:
        """The code, or None for a country that is none; it then says nothing of other fields."""
        code = self.rules.country(value)
        self._read(pointer, value, _LONGEST_NUMBER, code, "is no ISO 3166 country code", "country")
        return code

    def phone(self, pointer: str, value: str, country: str | None) -> str:
        detail = "is no phone number; write it like +34 600 000 000"
        found = self.rules.phone(value, country) if country else value
        return self._read(pointer, value, _LONGEST_NUMBER, found, detail, "phone")

    def tax_id(self, pointer: str, value: str, country: str | None) -> str:
        found = self.rules.tax_id(value, country) if country else value
        return self._read(
            pointer, value, _LONGEST_NUMBER, found, f"is no tax id of {country}", "tax-id"
        )

    def _read(
        self, pointer: str, value: str, longest: int, found: str | None, detail: str, code: str
    ) -> str:
        fault = text_fault(pointer, value, longest=longest)
        if fault is None and found is None:
            fault = Fault(pointer, detail, code)
        self.note(fault)
        return found or value
