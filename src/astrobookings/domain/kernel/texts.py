"""Checks of what people type that every context shares."""

from astrobookings.domain.kernel.errors import Fault

__all__ = ["text_fault"]


def text_fault(
    pointer: str, value: str, *, longest: int, required: bool = True, one_line: bool = True
) -> Fault | None:
    """The fault of a text: blank though required, too long, or with signs that nobody sees.

    Only a text of several lines, not *one_line*, may have line breaks and tabs.
    """
    if required and not value.strip():
        return Fault(pointer, "must not be empty", "required")
    if len(value) > longest:
        return Fault(pointer, f"must have at most {longest} characters", "too-long")
    allowed = "" if one_line else "\n\t"
    if any((ord(sign) < 32 and sign not in allowed) or ord(sign) == 127 for sign in value):
        told = "line breaks or control characters" if one_line else "control characters"
        return Fault(pointer, f"must not contain {told}", "control-characters")
    return None
