"""Cursors cannot be made up, altered, or taken to another list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.entrypoints.http.cursors import Cursors
from astrobookings.entrypoints.http.problems import Rejected

CURSORS = Cursors(b"k" * 32)
keys = st.lists(st.text(max_size=20), min_size=1, max_size=4).map(tuple)


@given(key=keys, scope=st.text(max_size=30))
def test_a_cursor_gives_back_its_key(key: tuple[str, ...], scope: str) -> None:
    assert CURSORS.read(CURSORS.write(key, scope), scope) == key


@given(key=keys, place=st.integers(0, 200), sign=st.sampled_from("AZaz09-_"))
def test_an_altered_cursor_is_refused(key: tuple[str, ...], place: int, sign: str) -> None:
    cursor = CURSORS.write(key, "list")
    at = place % (len(cursor) - 1)  # bits of the last sign may mean nothing
    altered = cursor[:at] + sign + cursor[at + 1 :]

    if altered != cursor:
        with pytest.raises(Rejected):
            CURSORS.read(altered, "list")


@given(key=keys)
def test_a_cursor_is_good_for_its_own_list_and_server_only(key: tuple[str, ...]) -> None:
    cursor = CURSORS.write(key, "launches?sort=price")

    with pytest.raises(Rejected):
        CURSORS.read(cursor, "launches?sort=-price")
    with pytest.raises(Rejected):
        Cursors(b"x" * 32).read(cursor, "launches?sort=price")


@given(text=st.text(max_size=100))
def test_no_text_is_a_cursor_by_chance(text: str) -> None:
    with pytest.raises(Rejected) as caught:
        CURSORS.read(text, "list")

    assert (caught.value.status, caught.value.code) == (400, "invalid-cursor")
