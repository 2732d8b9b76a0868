"""The password rule (story 0.1)."""

from attrs import frozen

from astrobookings.domain.kernel.errors import Fault

__all__ = ["PasswordPolicy", "password_fault"]


@frozen
class PasswordPolicy:
    """How long (characters) and how strong (0 to 4, as zxcvbn scores) a password is."""

    shortest: int = 12
    longest: int = 128
    min_strength: int = 3

    def __attrs_post_init__(self) -> None:
        if not 8 <= self.shortest <= self.longest:
            raise ValueError("shortest is at least 8, and longest at least that")
        if not 0 <= self.min_strength <= 4:
            raise ValueError("min_strength is 0 to 4")


def password_fault(
    password: str,
    *,
    strength: int,
    personal: tuple[str, ...],
    policy: PasswordPolicy,
    pointer: str = "/password",
) -> Fault | None:
    """What is wrong with *password*, or None.

    *strength* is its measured score; *personal* are the owner's e-mail and names, which it may
    neither be nor contain as a whole.
    """
    if not policy.shortest <= len(password) <= policy.longest:
        detail = f"must have {policy.shortest} to {policy.longest} characters"
        return Fault(pointer, detail, "password-length")
    lowered = password.casefold()
    if lowered in {word.casefold() for word in personal} or any(
        len(word) >= policy.shortest // 2 and word.casefold() in lowered for word in personal
    ):
        return Fault(pointer, "must not be your e-mail address or name", "password-personal")
    if strength < policy.min_strength:
        detail = "is too easy to guess; use several unrelated words"
        return Fault(pointer, detail, "password-weak")
    return None
