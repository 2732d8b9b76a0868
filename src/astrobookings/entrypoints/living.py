"""The system of a process with the policies in force: figures change while it runs (story 6.6).

Decisions lie in SystemDB and are read now and then; they are announced longer ahead than that, so
that each holds from its instant on by the clock, in every process alike. While SystemDB is away the
last ones known go on. Who holds on to a use-case keeps the figures that it began with: ask for the
system anew for each request, errand and job.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from attrs import evolve, frozen

from astrobookings.application.policies.policy_book import PolicyBook
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.policies.changes import PolicyChange, in_force, instants_after
from astrobookings.domain.policies.figures import BadFigure
from astrobookings.entrypoints.system import System, assemble

__all__ = ["LOOK_EVERY", "Following", "Living"]

LOOK_EVERY = timedelta(seconds=10)
"""Well below the notice of a change, so that one look may fail."""

_log = logging.getLogger(__name__)
T = TypeVar("T")


@frozen
class _InForce:
    """A system, and how long it is the one."""

    system: System
    until: datetime | None
    figures: Mapping[str, Any]


class Living:
    """The system in force; threads may share it."""

    def __init__(self, system: System, known: tuple[PolicyChange, ...] = ()) -> None:
        self._first = system
        self._known = known
        self._lock = threading.Lock()
        self._now = _InForce(system, None, {})
        if known:
            self._turn()

    @property
    def system(self) -> System:
        """The one in force now."""
        if self._now.until is not None and self._first.clock.now() >= self._now.until:
            self._turn()
        return self._now.system

    @property
    def decisions(self) -> int:
        """The number of the last decision that was heard of."""
        return self._known[-1].number if self._known else 0

    @property
    def known(self) -> tuple[PolicyChange, ...]:
        """The decisions that were heard of."""
        return self._known

    def look(self) -> None:
        """Read what was decided since the last look.

        Raises:
            Unavailable: SystemDB does not answer; what is known goes on.
        """
        with self._lock:
            later = self._first.parts.policy_changes.after(self.decisions)
            self._known = (*self._known, *later)
        self._turn()

    def look_if_possible(self) -> None:
        """As `look`; an outage is only noted."""
        try:
            self.look()
        except Unavailable as error:
            _log.warning("changes of policies are not known: %s", error)

    def _turn(self) -> None:
        """Put in force what is due by the clock, which may have been set back too."""
        with self._lock:
            at = self._first.clock.now()
            figures = in_force(self._known, at)
            until = next(instants_after(self._known, at), None)
            system = self._now.system
            if figures != self._now.figures:
                system = self._with(figures)
                _log.info("figures in force: %s", ", ".join(figures) or "those of the start")
            self._now = _InForce(system, until, figures)

    def _with(self, figures: Mapping[str, Any]) -> System:
        if not figures:
            return self._first
        parts = self._first.parts
        return assemble(evolve(parts, **_sensible(parts.policy_book, figures)))


def _sensible(book: PolicyBook, figures: Mapping[str, Any]) -> dict[str, Any]:
    """The policies with *figures*; those that make no sense to this release are left aside."""
    try:
        return book.changed(figures)
    except BadFigure as fault:
        _log.error("a figure in force is left aside: %s", fault)
        rest = {name: one for name, one in figures.items() if not name.startswith(fault.name)}
        return _sensible(book, rest) if len(rest) < len(figures) else {}


class Following(Mapping[str, T], Generic[T]):
    """What is made of the system in force, by name; made anew when that is another."""

    def __init__(self, living: Living, make: Callable[[System], Mapping[str, T]]) -> None:
        self._living = living
        self._make = make
        self._made = (living.system, make(living.system))

    def _present(self) -> Mapping[str, T]:
        system = self._living.system
        of, made = self._made
        if of is not system:
            made = self._make(system)
            self._made = (system, made)
        return made

    def __getitem__(self, name: str) -> T:
        return self._present()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._present())

    def __len__(self) -> int:
        return len(self._present())
