"""What every adapter of `Tokens` must do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.application.ports.tokens import AccessClaims, Tokens
from astrobookings.domain.identity.errors import BadToken
from astrobookings.domain.identity.roles import Standing
from astrobookings.domain.kernel.ids import SessionId, UserId
from astrobookings.testing.builders import NOW, numbered

__all__ = ["TokensContract"]

CLAIMS = AccessClaims(
    user_id=UserId(numbered(1)),
    standing=Standing.CUSTOMER_SERVICE,
    session_id=SessionId(numbered(2)),
    issued_at=NOW,
    expires_at=NOW + timedelta(minutes=15),
)
SESSION = CLAIMS.session_id
SECOND = timedelta(seconds=1)
_FORGED = ("", ".", "..", "a.b.c", "null", "é.ü", "0" * 5000)


def _tampered(token: str) -> list[str]:
    """*token* with a letter of each part changed, without its end, and with more."""
    changed = [
        token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        for place in (2, len(token) // 2, len(token) - 3)
    ]
    return [*changed, token[:-4], f"{token}AAAA", token.rpartition(".")[0]]


class TokensContract:
    """Needs fixtures `tokens` and `new_tokens`, which makes tokens of another key at each call."""

    def test_an_access_token_says_what_it_was_made_of(self, tokens: Tokens) -> None:
        assert tokens.read_access(tokens.access(CLAIMS), NOW) == CLAIMS

    @pytest.mark.parametrize("standing", list(Standing))
    def test_every_standing_can_be_told(self, tokens: Tokens, standing: Standing) -> None:
        claims = evolve(CLAIMS, standing=standing)

        assert tokens.read_access(tokens.access(claims), NOW) == claims

    def test_an_access_token_expires(self, tokens: Tokens) -> None:
        token = tokens.access(CLAIMS)

        assert tokens.read_access(token, CLAIMS.expires_at - SECOND) == CLAIMS
        with pytest.raises(BadToken):
            tokens.read_access(token, CLAIMS.expires_at)

    def test_a_tampered_access_token_is_refused(self, tokens: Tokens) -> None:
        token = tokens.access(CLAIMS)
        tokens.read_access(token, NOW)

        for other in (*_tampered(token), *_FORGED):
            with pytest.raises(BadToken):
                tokens.read_access(other, NOW)

    def test_tokens_of_another_key_are_refused(
        self, tokens: Tokens, new_tokens: Callable[[], Tokens]
    ) -> None:
        stranger = new_tokens()

        with pytest.raises(BadToken):
            tokens.read_access(stranger.access(CLAIMS), NOW)
        with pytest.raises(BadToken):
            tokens.read_refresh(stranger.refresh(SESSION, 1))

    def test_a_refresh_token_names_session_and_generation(self, tokens: Tokens) -> None:
        for generation in (0, 1, 1000):
            token = tokens.refresh(SESSION, generation)
            assert tokens.read_refresh(token) == (SESSION, generation)

    def test_a_refresh_token_is_the_same_each_time(self, tokens: Tokens) -> None:
        assert tokens.refresh(SESSION, 3) == tokens.refresh(SESSION, 3)
        assert tokens.refresh(SESSION, 3) != tokens.refresh(SESSION, 4)

    def test_a_tampered_refresh_token_is_refused(self, tokens: Tokens) -> None:
        for other in (*_tampered(tokens.refresh(SESSION, 3)), *_FORGED):
            with pytest.raises(BadToken):
                tokens.read_refresh(other)

    def test_one_kind_of_token_does_not_pass_for_the_other(self, tokens: Tokens) -> None:
        with pytest.raises(BadToken):
            tokens.read_refresh(tokens.access(CLAIMS))
        with pytest.raises(BadToken):
            tokens.read_access(tokens.refresh(SESSION, 1), NOW)
