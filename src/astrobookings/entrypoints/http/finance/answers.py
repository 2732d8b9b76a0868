"""What is told about money."""

import msgspec

__all__ = ["Received"]


class Received(msgspec.Struct):
    """The signal was understood; what follows from it is asked of the gateway."""

    received: bool = True
