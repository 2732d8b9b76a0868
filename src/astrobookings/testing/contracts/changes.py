"""What every adapter of `Changes` must do; the suites of the stores add what concerns a kind."""

from uuid import UUID

from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness

__all__ = ["ChangeLogContract"]


class ChangeLogContract:
    """Changes by record."""

    def test_an_unknown_record_has_no_changes(self, store: StoreHarness) -> None:
        assert list(store.changes.of(fresh_id())) == []

    def test_changes_are_of_one_record(self, store: StoreHarness) -> None:
        def add() -> UUID:
            with store.writing():
                return store.add_example()

        one, other = add(), add()

        (change,) = store.changes.of(one)

        assert (change.key, change.version) == (one, 1)
        assert [change.key for change in store.changes.of(other)] == [other]

    def test_changes_have_ids_of_their_own(self, store: StoreHarness) -> None:
        with store.writing():
            keys = [store.add_example() for _ in range(3)]

        ids = {change.id for key in keys for change in store.changes.of(key)}

        assert len(ids) == 3
        assert not ids & set(keys)
