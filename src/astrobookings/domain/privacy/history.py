"""What the change log says of a person who is gone."""

from collections.abc import Mapping

from astrobookings.domain.kernel.origins import FieldChange
from astrobookings.domain.privacy.records import personal_fields

__all__ = ["HIDDEN", "hidden"]

HIDDEN = "***"
"""As change records say of secrets: that there was a change, not of what."""


def hidden(kind: str, fields: Mapping[str, FieldChange]) -> Mapping[str, FieldChange]:
    """*fields* of a change of a record of *kind*, the values of personal ones hidden."""
    personal = personal_fields(kind)
    return {
        name: _hidden(change) if name in personal else change for name, change in fields.items()
    }


def _hidden(change: FieldChange) -> FieldChange:
    return FieldChange(*(None if one is None else HIDDEN for one in (change.old, change.new)))
