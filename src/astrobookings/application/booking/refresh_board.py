"""The launch board is read anew once something it shows has changed (story 2.1)."""

from contextlib import suppress

from attrs import frozen

from astrobookings.application.ports.board_version import BoardVersion
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.events import Envelope

__all__ = ["RefreshBoard"]


@frozen
class RefreshBoard:
    """Hears of changes of launches, of who flies them and of their seats, whoever made them.

    When nobody can be told, what people are shown grows old by itself within seconds.
    """

    board_version: BoardVersion

    def __call__(self, _: Envelope) -> None:
        with suppress(Unavailable):
            self.board_version.bump()
