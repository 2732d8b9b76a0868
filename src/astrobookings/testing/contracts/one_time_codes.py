"""What every adapter of `OneTimeCodes` must do."""

import re
from base64 import b32decode, b32encode
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from astrobookings.application.ports.one_time_codes import OneTimeCodes

__all__ = ["OneTimeCodesContract"]

_RFC_SECRET = b32encode(b"12345678901234567890").decode()
_RFC_CODES = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
}
"""The last six digits of appendix B of RFC 6238, by seconds since 1970."""


def _at(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


class OneTimeCodesContract:
    """Needs a fixture `one_time_codes`."""

    @pytest.mark.parametrize(("seconds", "code"), _RFC_CODES.items())
    def test_codes_are_those_of_the_standard(
        self, one_time_codes: OneTimeCodes, seconds: int, code: str
    ) -> None:
        assert one_time_codes.step(_RFC_SECRET, code, _at(seconds)) == seconds // 30

    def test_a_code_is_known_one_step_early_and_one_step_late(
        self, one_time_codes: OneTimeCodes
    ) -> None:
        begins, code = _at(1234567890 // 30 * 30), _RFC_CODES[1234567890]
        step = 1234567890 // 30

        def told(seconds: int) -> int | None:
            return one_time_codes.step(_RFC_SECRET, code, begins + timedelta(seconds=seconds))

        assert [told(second) for second in (-31, -30, -1, 0, 29, 59, 60)] == [
            None,
            *[step] * 5,
            None,
        ]

    @pytest.mark.parametrize("code", ["", "28708", "2870822", "000000", "28708é", "28 082", "\0"])
    def test_anything_else_belongs_to_no_step(
        self, one_time_codes: OneTimeCodes, code: str
    ) -> None:
        assert one_time_codes.step(_RFC_SECRET, code, _at(59)) is None

    def test_secrets_differ_and_have_160_bits(self, one_time_codes: OneTimeCodes) -> None:
        made = {one_time_codes.new_secret() for _ in range(50)}

        assert len(made) == 50
        assert {len(b32decode(secret)) for secret in made} == {20}

    def test_the_address_tells_a_device_all_it_needs(self, one_time_codes: OneTimeCodes) -> None:
        address = urlsplit(one_time_codes.uri(_RFC_SECRET, "ada@example.test"))

        assert (address.scheme, address.netloc) == ("otpauth", "totp")
        assert unquote(address.path) == "/AstroBookings:ada@example.test"
        assert parse_qs(address.query) == {"secret": [_RFC_SECRET], "issuer": ["AstroBookings"]}

    def test_recovery_codes_differ_and_can_be_written_down(
        self, one_time_codes: OneTimeCodes
    ) -> None:
        made = {one_time_codes.new_recovery_code() for _ in range(50)}

        assert len(made) == 50
        assert all(re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", code) for code in made)
