"""Words are the same whatever the capitals and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.errors import Invalid
from astrobookings.domain.monitoring.words import sought, words


def test_words_are_runs_of_letters_and_figures() -> None:
    found = words("The payment of AB-7K2M9Q: 12.50 USD (declined!)", "snake_case", "declined")

    assert found == (
        *("the", "payment", "of", "ab", "7k2m9q", "12", "50", "usd", "declined"),
        *("snake", "case"),
    )


def test_accents_and_capitals_make_no_difference() -> None:
    assert words("ZÜRICH Émile straße ﬁn") == ("zurich", "emile", "strasse", "fin")


@given(texts=st.lists(st.text(), max_size=3))
def test_words_of_words_are_the_same(texts: list[str]) -> None:
    found = words(*texts)

    assert words(" ".join(found)) == found


@given(text=st.text(min_size=1))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    found = words(text)

    if found:
        assert sought(" ".join(found)).found_in(found)
        assert sought(f"{found[0][:2]}*").found_in(found)


def test_a_beginning_is_marked_with_an_asterisk() -> None:
    wanted = sought("launch-slug* Moon")

    assert set(wanted.whole) == {"launch", "moon"}
    assert set(wanted.begun) == {"slug"}
    assert wanted.found_in({"launch", "slugs", "moon"})
    assert not wanted.found_in({"launch", "moon"})


@pytest.mark.parametrize("text", ["", " ", "!?", "*", "- *"])
def test_a_search_needs_a_word(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        sought(text)

    assert [fault.pointer for fault in caught.value.faults] == ["/text"]
