"""Entries as they are kept."""

import math

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.monitoring.entries import EntryFilter, Level, entry_words
from astrobookings.domain.monitoring.words import sought
from astrobookings.testing.builders import NOW, an_entry


def test_a_level_and_those_above() -> None:
    assert Level.INFO.and_above == tuple(Level)
    assert Level.ERROR.and_above == (Level.ERROR, Level.CRITICAL)


def test_long_texts_are_cut_a_trace_at_its_beginning() -> None:
    entry = an_entry(
        message="word " * 5000,
        trace="line\n" * 50_000 + "ValueError",
        facts={f"n{number}": "x" * 9000 for number in range(99)},
    )

    assert len(entry.message) == 1000
    assert len(entry.trace) == 16_000
    assert entry.trace.endswith("ValueError")
    assert len(entry.facts) == 24
    assert max(len(str(value)) for value in entry.facts.values()) <= 500


def test_what_no_store_keeps_is_left_out() -> None:
    entry = an_entry(
        message="a\0b\ud800c",
        facts={"inf": math.inf, "nan": math.nan, "huge": 2**64, "big": 2**62, "bool": True},
    )

    assert entry.message == "ab?c"
    assert entry.facts == {
        "inf": "inf",
        "nan": "nan",
        "huge": str(2**64),
        "big": 2**62,
        "bool": True,
    }


@given(message=st.text(), facts=st.dictionaries(st.text(max_size=9), st.text() | st.floats()))
def test_reading_an_entry_again_changes_nothing(
    message: str, facts: dict[str, str | float]
) -> None:
    entry = an_entry(message=message, facts=facts)
    again = an_entry(id=entry.id, message=entry.message, facts=entry.facts)

    assert again == entry
    assert entry.message.encode().decode() == entry.message


def test_an_entry_is_found_by_all_it_says() -> None:
    entry = an_entry(
        component="booking",
        event="seats-held",
        message="Held",
        request_id="req7",
        facts={"count": 4, "code": None},
        trace="Traceback",
    )

    assert set(entry_words(entry)) == {"booking", "seats", "held", "req7", "4", "traceback"}
    assert EntryFilter(sought=sought("req7 booking")).fits(entry)
    assert not EntryFilter(sought=sought("req8")).fits(entry)
    assert not EntryFilter(until=NOW).fits(entry)
