"""Checks of what people type that every context shares."""

from astrobookings.domain.kernel.errors import Fault

__all__ = ["text_fault"]


def text_fault(pointer: str, value: str, *, longest: int, required: bool = True) -> Fault | None:
    """The fault of a line of text: blank though required, too long, or with control signs."""
    if required and not value.strip():
        return Fault(pointer, "must not be empty", "required")
    if len(value) > longest:
        return Fault(pointer, f"must have at most {longest} characters", "too-long")
    if any((ord(sign) < 32 and sign not in "\n\t") or ord(sign) == 127 for sign in value):
        return Fault(pointer, "must not contain control characters", "control-characters")
    return None
