"""Adapters that fail, and processes that die, on demand.

Wrap the parts of a system with `mortal` and a `Fuse`: the n-th port call is then the last thing the
process does. Build a new system on the same stores to see what a restart finds. With `cut_off` and
an `Outage` it is OperationsDB that goes away and comes back.
"""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import attrs
from attrs import define, evolve, field

from astrobookings.adapters.memory.gateway import ProcessDied
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.origins import Origin
from astrobookings.entrypoints.parts import Parts

__all__ = ["Fuse", "Outage", "ProcessDied", "StoreDown", "cut_off", "failing", "mortal"]

_OPERATIONS = (
    "operations",
    "operations_outbox",
    "operations_changes",
    "operations_handled",
    "agencies",
    "rockets",
    "spaceports",
    "launches",
    "board",
    "seat_ledger",
    "bookings",
    "charges",
    "refunds",
    "quotes",
    "ledger",
    "receipts",
    "travelers",
    "testimonials",
    "wishes",
    "flight_figures",
    "keys",
)
_NO_PORTS = {"clock", "ids", "jitter", "mailbox", "public_url"}


class StoreDown(Unavailable):
    """A store that was switched off."""

    code = "store-down"

    def __str__(self) -> str:
        return "The store does not answer."


@define
class Fuse:
    """Counts port calls; burns at the call numbered `at` (from 1), before or after it is done."""

    at: int = 0
    """0: never."""
    after: bool = False
    calls: list[str] = field(factory=list)
    _counter: Iterator[int] = field(factory=lambda: itertools.count(1))

    def run(self, name: str, call: Callable[[], Any]) -> Any:
        """Do *call*, unless this is the one that kills."""
        burns = next(self._counter) == self.at
        self.calls.append(name)
        if burns and not self.after:
            raise ProcessDied(f"before {name}")
        answer = call()
        if burns:
            raise ProcessDied(f"after {name}")
        return answer


@define
class Outage:
    """A store that is `down` or not; the call numbered `at` (from 1) meets the end of it, before
    or after it is done.
    """

    down: bool = False
    at: int = 0
    """0: never."""
    after: bool = False
    calls: list[str] = field(factory=list)

    def run(self, name: str, call: Callable[[], Any]) -> Any:
        """Do *call*, unless the store is away or goes now."""
        if self.down:
            raise StoreDown
        self.calls.append(name)
        if len(self.calls) != self.at:
            return call()
        self.down = True
        if self.after:
            call()
        raise StoreDown

    def end(self) -> None:
        """The store is back, for good."""
        self.down, self.at = False, 0


@define
class _Mortal:
    """Any port, each call of which goes through a fuse."""

    _name: str
    _port: Any
    _fuse: Fuse | Outage

    def __getattr__(self, verb: str) -> Any:
        value = getattr(self._port, verb)
        if not callable(value):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            return self._fuse.run(f"{self._name}.{verb}", lambda: value(*args, **kwargs))

        return call


@define
class _MortalTransactions:
    """Transactions whose commit is a step of its own."""

    _name: str
    _port: Callable[[Origin], AbstractContextManager[None]]
    _fuse: Fuse | Outage

    @contextmanager
    def __call__(self, origin: Origin) -> Iterator[None]:
        transaction = self._port(origin)
        transaction.__enter__()
        try:
            yield
        except BaseException as error:
            transaction.__exit__(type(error), error, error.__traceback__)
            raise
        try:
            self._fuse.run(f"{self._name}.commit", lambda: transaction.__exit__(None, None, None))
        except (ProcessDied, StoreDown) as death:
            if not self._fuse.after:
                transaction.__exit__(type(death), death, death.__traceback__)
            raise


def _ports() -> tuple[str, ...]:
    """The fields of `Parts` that are ports with a world behind them."""
    names = []
    for part in attrs.fields(Parts):
        is_policy = part.default is not attrs.NOTHING
        if not is_policy and part.name not in _NO_PORTS:
            names.append(part.name)
    return tuple(names)


def mortal(parts: Parts, fuse: Fuse) -> Parts:
    """*parts* whose every port call goes through *fuse*."""
    wrapped: dict[str, Any] = {}
    for name in _ports():
        kind = _MortalTransactions if name in {"operations", "system"} else _Mortal
        wrapped[name] = kind(name, getattr(parts, name), fuse)
    return evolve(parts, **wrapped)


def cut_off(parts: Parts, outage: Outage) -> Parts:
    """*parts* whose OperationsDB is away when *outage* says so."""
    wrapped: dict[str, Any] = {}
    for name in _OPERATIONS:
        kind = _MortalTransactions if name == "operations" else _Mortal
        wrapped[name] = kind(name, getattr(parts, name), outage)
    return evolve(parts, **wrapped)


@define
class _Failing:
    """A port that raises while its switch says so."""

    _port: Any
    _down: Callable[[], bool]
    _error: Callable[[], Exception]

    def __getattr__(self, verb: str) -> Any:
        value = getattr(self._port, verb)
        if not callable(value):
            return value

        def call(*args: Any, **kwargs: Any) -> Any:
            if self._down():
                raise self._error()
            return value(*args, **kwargs)

        return call


def failing(port: Any, *, down: Callable[[], bool], error: Callable[[], Exception]) -> Any:
    """*port*, every call of which raises *error* while *down* says so."""
    return _Failing(port, down, error)
