"""What every adapter of `ContactRules` must do."""

import pytest

from astrobookings.application.ports.contact_rules import ContactRules

__all__ = ["ContactRulesContract"]


class ContactRulesContract:
    """What no adapter may get wrong, however little it checks. Needs a fixture `contact_rules`."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("ada@example.com", "ada@example.com"),
            ("  Ada.Lovelace+Trip@Example.COM ", "ada.lovelace+trip@example.com"),
            ("", None),
            ("ada", None),
            ("ada@", None),
            ("@example.com", None),
            ("ada@@example.com", None),
            ("a da@example.com", None),
            ("ada@example..com", None),
            (".ada@example.com", None),
            ("ada@exa_mple", None),
            ("ada@example.com\nBcc: bob@example.com", None),
        ],
    )
    def test_addresses(self, contact_rules: ContactRules, text: str, expected: str | None) -> None:
        assert contact_rules.email(text) == expected

    @pytest.mark.parametrize(
        ("text", "country", "expected"),
        [
            ("+34600123456", "ES", "+34600123456"),
            ("+34 600 12 34 56", "ES", "+34600123456"),
            ("600 123 456", "ES", "+34600123456"),
            ("+1 (415) 555-2671", "ES", "+14155552671"),
            ("(415) 555-2671", "US", "+14155552671"),
            ("", "ES", None),
            ("12", "ES", None),
            ("call me", "ES", None),
            ("+34600123456789012345", "ES", None),
        ],
    )
    def test_phone_numbers(
        self, contact_rules: ContactRules, text: str, country: str, expected: str | None
    ) -> None:
        assert contact_rules.phone(text, country) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [("ES", "ES"), (" es ", "ES"), ("", None), ("Spain", None), ("E", None), ("1A", None)],
    )
    def test_countries(self, contact_rules: ContactRules, text: str, expected: str | None) -> None:
        assert contact_rules.country(text) == expected

    @pytest.mark.parametrize(
        ("text", "country", "expected"),
        [
            ("12345678Z", "ES", "12345678Z"),
            ("12345678-Z", "ES", "12345678Z"),
            ("b 58378431", "ES", "B58378431"),
            ("", "ES", None),
            ("?!", "ES", None),
            ("x" * 40, "ES", None),
        ],
    )
    def test_tax_ids(
        self, contact_rules: ContactRules, text: str, country: str, expected: str | None
    ) -> None:
        assert contact_rules.tax_id(text, country) == expected
