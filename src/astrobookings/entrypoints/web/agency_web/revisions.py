"""Forms that meet a record which somebody changed in between: told, and nothing lost."""

from collections.abc import Mapping

from attrs import evolve, frozen

from astrobookings.domain.kernel.errors import Stale
from astrobookings.entrypoints.web.forms import Form

__all__ = ["Difference", "differences", "overtaken", "version_of"]

_TOLD = (
    "Somebody changed this in between. What you typed is still here; "
    "saving once more puts it in the place of what is on record by now."
)


@frozen
class Difference:
    """A field whose value on record is another than what was typed."""

    label: str
    on_record: str
    typed: str


def differences(
    form: Form, on_record: Mapping[str, str], labels: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Where *form* says something else than what is *on_record* by now."""
    return tuple(
        Difference(labels[name], value, form.value(name))
        for name, value in on_record.items()
        if name in labels and form.value(name) != value
    )


def overtaken(form: Form, error: Stale, version: str) -> Form:
    """*form* as it was typed, which once more sent replaces the record of *version*."""
    return evolve(form.refused(error), refusal=_TOLD).with_values(version=version)


def version_of(form: Form) -> int | None:
    """The version that the form was filled in for; None if it does not say."""
    said = form.value("version")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= 9 else None
