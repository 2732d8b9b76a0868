"""Contact data are read as people type them, by the rules of their country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.adapters.system.contact_rules import LibraryContactRules
from astrobookings.adapters.system.tax_numbers import COMPLETE, tax_number
from astrobookings.application.contacts import NO_COUNTRY

RULES = LibraryContactRules()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ada@Example.COM ", "ada@example.com"),
        ("ada+space@mail.example.org", "ada+space@mail.example.org"),
        ("demo@astrobookings.example", "demo@astrobookings.example"),
        ("someone@machine.test", "someone@machine.test"),
        ("ada@münchen.de", "ada@xn--mnchen-3ya.de"),
        ("ada@XN--MNCHEN-3YA.de", "ada@xn--mnchen-3ya.de"),
    ],
)
def test_an_address_is_read_in_one_spelling(typed: str, read: str) -> None:
    assert RULES.email(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ada",
        "ada@",
        "@example.com",
        "ada@localhost",
        "a b@example.com",
        "ada@ex..com",
        "Ada <ada@example.com>",
        "ada@example.com, bob@example.com",
        "ada@[127.0.0.1]",
        "ada@example.com\nBcc: bob@example.com",
        '"a b"@example.com',
        "adà@example.com",
        f"{'a' * 65}@example.com",
        f"a@{'b' * 250}.com",
    ],
)
def test_what_no_mail_reaches_is_no_address(typed: str) -> None:
    assert RULES.email(typed) is None


@pytest.mark.parametrize(
    ("typed", "country", "read"),
    [
        ("600 000 000", "ES", "+34600000000"),
        ("+34 600-000-000", "FR", "+34600000000"),
        ("(202) 555-0143", "US", "+12025550143"),
        ("+44 20 7946 0018", NO_COUNTRY, "+442079460018"),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(typed: str, country: str, read: str) -> None:
    assert RULES.phone(typed, country) == read


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("600 000 000", NO_COUNTRY),
        ("600 000", "ES"),
        ("123", "ES"),
        ("", "ES"),
        ("call me", "ES"),
        ("+999 600 000 000", "ES"),
        ("+34 600 000 000 ext. 7", "ES"),
        ("6" * 400, "ES"),
    ],
)
def test_what_cannot_be_dialled_is_no_number(typed: str, country: str) -> None:
    assert RULES.phone(typed, country) is None


@pytest.mark.parametrize(
    ("typed", "read"), [("ES", "ES"), (" es ", "ES"), ("gb", "GB"), ("AQ", "AQ"), ("TL", "TL")]
)
def test_a_country_is_an_iso_code(typed: str, read: str) -> None:
    assert RULES.country(typed) == read


@pytest.mark.parametrize("typed", ["", "UK", "ZZ", "XK", "EU", "ESP", "Spain", "#", "E S"])
def test_other_codes_are_no_country(typed: str) -> None:
    assert RULES.country(typed) is None


@pytest.mark.parametrize(
    ("typed", "country", "read"),
    [
        ("12345678-Z", "ES", "12345678Z"),
        ("X-5253868-R", "ES", "X5253868R"),
        ("B-58378431", "ES", "B58378431"),
        ("36 574 261 809", "DE", "36574261809"),
        ("DE 136,695 976", "DE", "136695976"),
        ("30 23 217 600 053", "FR", "3023217600053"),
        ("Fr 40 303 265 045", "FR", "40303265045"),
        ("536-90-4399", "US", "536904399"),
        ("04-2103594", "US", "042103594"),
        ("6214 9832 0257", "JP", "621498320257"),
        ("5-8356-7825-6246", "JP", "5835678256246"),
        ("390.533.447-05", "BR", "39053344705"),
        ("PT 501 964 843", "PT", "501964843"),
        ("qq 12 34 56 c", "GB", "QQ123456C"),
        ("1234-5678", "KZ", "12345678"),
    ],
)
def test_a_tax_id_of_a_person_or_company_is_read_plainly(
    typed: str, country: str, read: str
) -> None:
    assert RULES.tax_id(typed, country) == read
    assert RULES.tax_id(read, country.lower()) == read


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("12345678A", "ES"),
        ("136695978", "DE"),
        ("12-34", "US"),
        ("hello", "FR"),
        ("", "ES"),
        ("", "KZ"),
        ("123", "KZ"),
        ("1" * 21, "KZ"),
        ("12_34_56", "KZ"),
        ("ünïcödé", "KZ"),
    ],
)
def test_what_cannot_be_a_tax_id_is_none(typed: str, country: str) -> None:
    assert RULES.tax_id(typed, country) is None


@pytest.mark.parametrize("country", COMPLETE)
def test_the_numbers_of_every_listed_country_are_known_to_the_library(country: str) -> None:
    assert RULES.country(country) == country
    assert tax_number("nonsense", country) is None


@given(text=st.text(), country=st.sampled_from(["ES", "US", "KZ", NO_COUNTRY, "??", ""]))
def test_whatever_people_type_is_answered(text: str, country: str) -> None:
    for read in (RULES.email(text), RULES.phone(text, country), RULES.country(text)):
        assert read is None or read.isascii()
    RULES.tax_id(text, country)
