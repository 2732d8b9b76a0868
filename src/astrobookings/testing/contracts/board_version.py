"""What every adapter of `BoardVersion` must do."""

from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.testing.contracts.threads import at_once

__all__ = ["BoardVersionContract"]


class BoardVersionContract:
    """Needs a fixture `board_version`."""

    def test_the_version_stays_until_it_is_bumped(self, board_version: BoardVersion) -> None:
        before = board_version.value()

        assert board_version.value() == before

    def test_a_bump_makes_another_version(self, board_version: BoardVersion) -> None:
        before = board_version.value()

        bumped = board_version.bump()

        assert bumped != before
        assert board_version.value() == bumped

    def test_a_version_is_one_more_than_the_last(self, board_version: BoardVersion) -> None:
        first = board_version.bump()

        assert board_version.bump() == first + 1

    def test_no_two_bumps_make_the_same_version(self, board_version: BoardVersion) -> None:
        versions = at_once([board_version.bump] * 8)

        assert len(set(versions)) == 8
        assert board_version.value() == max(versions)
