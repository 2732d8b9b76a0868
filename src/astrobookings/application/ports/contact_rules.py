"""What makes an address, a phone number or a tax id valid."""

from typing import Protocol

__all__ = ["ContactRules"]


class ContactRules(Protocol):
    """Reads contact data as people type them; None means: not valid."""

    def email(self, text: str) -> str | None:
        """The normalized address in lower case."""
        ...

    def phone(self, text: str, country: str) -> str | None:
        """The number in E.164; *country* (ISO 3166-1 alpha-2) reads national forms."""
        ...

    def country(self, text: str) -> str | None:
        """The ISO 3166-1 alpha-2 code in capitals."""
        ...

    def tax_id(self, text: str, country: str) -> str | None:
        """The number without spaces and dashes, checked by the country's rules where known."""
        ...
