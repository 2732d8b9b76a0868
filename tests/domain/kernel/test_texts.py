"""What people type, and the faults told of it."""

import pytest
from hypothesis import given

from astrobookings.domain.kernel.errors import Fault, Invalid, refuse_faults
from astrobookings.domain.kernel.texts import text_fault
from astrobookings.testing.strategies import faults, lines


@given(lines(longest=20))
def test_a_line_within_its_length_has_no_fault(text: str) -> None:
    assert text_fault("/name", text, longest=20) is None


@pytest.mark.parametrize("text", ["", " ", "\t\n"])
def test_a_required_text_is_not_blank(text: str) -> None:
    fault = text_fault("/name", text, longest=20)

    assert fault is not None
    assert (fault.pointer, fault.code) == ("/name", "required")
    assert text_fault("/name", text, longest=20, required=False, one_line=False) is None


def test_a_text_may_fill_its_length_and_no_more() -> None:
    too_long = text_fault("/name", "x" * 21, longest=20)

    assert text_fault("/name", "x" * 20, longest=20) is None
    assert too_long is not None
    assert too_long.code == "too-long"


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\r", "\x7f"])
def test_control_characters_are_refused(sign: str) -> None:
    fault = text_fault("/name", f"a{sign}b", longest=20)

    assert fault is not None
    assert fault.code == "control-characters"


@pytest.mark.parametrize("sign", ["\n", "\t"])
def test_line_breaks_and_tabs_belong_to_texts_of_several_lines(sign: str) -> None:
    fault = text_fault("/name", f"a{sign}b", longest=20)

    assert fault is not None
    assert fault.code == "control-characters"
    assert text_fault("/description", f"a{sign}b", longest=20, one_line=False) is None


@given(faults(), faults())
def test_every_fault_is_told_at_once(one: Fault, other: Fault) -> None:
    with pytest.raises(Invalid) as refusal:
        refuse_faults([one, None, other])

    assert refusal.value.faults == (one, other)
    assert one.detail in str(refusal.value)
    assert other.detail in str(refusal.value)


def test_a_faultless_input_passes() -> None:
    refuse_faults([None, None])
