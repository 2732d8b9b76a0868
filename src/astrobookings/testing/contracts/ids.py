"""What every adapter of `Ids` must do."""

from uuid import RFC_4122, UUID

from astrobookings.application.ports.ids import Ids
from astrobookings.testing.contracts.threads import at_once

__all__ = ["IdsContract"]


class IdsContract:
    """Needs a fixture `ids`."""

    def test_ids_are_of_version_7(self, ids: Ids) -> None:
        made = ids.new()

        assert (made.version, made.variant) == (7, RFC_4122)

    def test_later_ids_sort_after_earlier_ones(self, ids: Ids) -> None:
        made = [ids.new() for _ in range(10_000)]

        assert made == sorted(set(made))

    def test_threads_get_different_ids(self, ids: Ids) -> None:
        def make() -> list[UUID]:
            return [ids.new() for _ in range(500)]

        made = [one for some in at_once([make] * 4) for one in some]

        assert len(set(made)) == 2000
