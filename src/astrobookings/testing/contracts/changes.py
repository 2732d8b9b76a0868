"""What every adapter of `Changes` must do; the suites of the stores add what concerns a kind."""

from datetime import timedelta
from uuid import UUID

from astrobookings.testing.builders import fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.paging import refuses_foreign_cursors, walk

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

    def test_the_newest_are_listed_page_by_page(self, store: StoreHarness) -> None:
        made = []
        for _ in range(5):
            store.clock.move(timedelta(seconds=1))
            with store.writing():
                made.append(store.add_example())
        (kind,) = {change.kind for key in made for change in store.changes.of(key)}

        def listed(*kinds: str, limit: int = 2) -> list[UUID]:
            found = walk(lambda page: store.changes.newest(page, kinds), [limit])
            return [change.key for change in found]

        assert listed(kind) == made[::-1]
        assert listed("another", kind, limit=5) == made[::-1]
        assert listed("another") == []
        refuses_foreign_cursors(lambda page: store.changes.newest(page, [kind]))
