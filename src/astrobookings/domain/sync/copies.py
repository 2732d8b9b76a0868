"""Copies, and who changed them."""

from attrs import frozen

from astrobookings.domain.sync.facts import Facts, digest_of

__all__ = ["ChangedElsewhere", "differing", "refuse_changed"]


@frozen
class ChangedElsewhere(Exception):
    """The copy is not as synchronization wrote it last: somebody else changed it. Caught by whoever
    copies, and kept as a conflict.
    """

    source: Facts
    """What was to be written."""
    copy: Facts
    """What stands."""

    @property
    def digest(self) -> str:
        """That of what stands."""
        return digest_of(self.copy)

    def __str__(self) -> str:
        return "The copy was changed elsewhere; it was left as it is."


def refuse_changed(source: Facts, standing: Facts, *, written: str, over: str | None) -> None:
    """Let *source* go over *standing* if that is what was *written* last, or the edit with digest
    *over* that somebody decided to give up, or if nothing is lost because both say the same.

    Raises:
        ChangedElsewhere.
    """
    if digest_of(standing) not in {written, over} and differing(source, standing):
        raise ChangedElsewhere(source, standing)


def differing(source: Facts, copy: Facts) -> tuple[str, ...]:
    """The names of the facts in which the two differ, version aside."""
    names = sorted((source.keys() | copy.keys()) - {"source_version"})
    return tuple(name for name in names if source.get(name) != copy.get(name))
