"""What every adapter of `Passwords` must do."""

import pytest

from astrobookings.application.ports.passwords import Passwords

__all__ = ["PasswordsContract"]

GOOD = "orbit-velvet-cinnamon-42"


class PasswordsContract:
    """Needs a fixture `passwords`."""

    def test_a_hash_knows_its_password_alone(self, passwords: Passwords) -> None:
        made = passwords.hash(GOOD)

        assert passwords.verify(made, GOOD)
        assert not passwords.verify(made, GOOD.upper())
        assert not passwords.verify(made, f"{GOOD} ")
        assert not passwords.verify(made, "")

    def test_a_hash_hides_the_password(self, passwords: Passwords) -> None:
        assert GOOD not in passwords.hash(GOOD)

    def test_hashes_are_salted(self, passwords: Passwords) -> None:
        assert passwords.hash(GOOD) != passwords.hash(GOOD)

    @pytest.mark.parametrize("password", ["ünïcode-пароль-密码-🚀", "x" * 128, " spaces count "])
    def test_any_password_can_be_hashed(self, passwords: Passwords, password: str) -> None:
        made = passwords.hash(password)

        assert passwords.verify(made, password)
        assert not passwords.verify(made, password[:-1])

    @pytest.mark.parametrize("damaged", ["", "no hash", "a$b$c$d"])
    def test_a_damaged_hash_knows_nobody(self, passwords: Passwords, damaged: str) -> None:
        assert not passwords.verify(damaged, GOOD)

    def test_time_can_be_wasted(self, passwords: Passwords) -> None:
        passwords.waste_time(GOOD)

    @pytest.mark.parametrize("weak", ["", "aaaaaaaaaaaaaaaa", "password", "123456789"])
    def test_weak_passwords_score_below_3(self, passwords: Passwords, weak: str) -> None:
        assert passwords.strength(weak, ()) < 3

    def test_strong_passwords_score_at_least_3(self, passwords: Passwords) -> None:
        assert 3 <= passwords.strength(GOOD, ()) <= 4

    def test_personal_words_make_a_password_weaker(self, passwords: Passwords) -> None:
        password = "Wolfeschlegelsteinhausen7"

        assert passwords.strength(password, ("Wolfeschlegelsteinhausen",)) < 3
