"""What the policies of this process say before anybody changes them from a date on."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from astrobookings.domain.policies.figures import with_figures

__all__ = ["PolicyBook", "Setting"]


@frozen
class Setting:
    """A setting of this process as it may be shown; secrets are masked."""

    name: str
    value: str
    is_default: bool


@frozen
class PolicyBook:
    """The policies by their names, as the release has them and as this process was started."""

    standard: Mapping[str, Any] = field(factory=dict)
    configured: Mapping[str, Any] = field(factory=dict)
    """With what the policies file says."""

    def changed(self, figures: Mapping[str, Any]) -> dict[str, Any]:
        """The policies in which *figures* say otherwise.

        Raises:
            BadFigure: what they say makes no sense.
        """
        return with_figures(self.configured, figures)
