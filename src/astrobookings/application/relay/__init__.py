"""Events reach those who want to hear of them, at least once."""

from astrobookings.application.relay.listeners import Handler, Listeners
from astrobookings.application.relay.relay import Relay

__all__ = ["Handler", "Listeners", "Relay"]
