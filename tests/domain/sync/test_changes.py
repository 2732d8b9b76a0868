"""How far a change has come follows from versions (story 5.1)."""

from hypothesis import given
from hypothesis import strategies as st

from astrobookings.domain.kernel.origins import Change
from astrobookings.domain.sync.changes import SET_OF, has_arrived
from astrobookings.testing.builders import an_origin, fresh_id


def changes_of(count: int, kind: str = "profile") -> list[Change]:
    return [
        Change(
            id=fresh_id(), kind=kind, key=fresh_id(), version=place, fields={}, origin=an_origin()
        )
        for place in range(1, count + 1)
    ]


@given(count=st.integers(0, 6), missing=st.integers(-1, 8))
def test_the_last_ones_are_on_their_way(count: int, missing: int) -> None:
    log = changes_of(count)

    arrived = [has_arrived(change, reversed(log), missing) for change in log]

    on_their_way = min(max(missing, 0), count)
    assert arrived == [True] * (count - on_their_way) + [False] * on_their_way


def test_changes_that_do_not_travel_do_not_count() -> None:
    first, last = changes_of(2)
    between = changes_of(1, kind="session")

    assert has_arrived(first, [first, *between, last], 1)
    assert not has_arrived(last, [first, *between, last], 1)
    assert "session" not in SET_OF
