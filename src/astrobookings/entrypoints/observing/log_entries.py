"""What is logged as a trouble stands in the entry log too, with its stack."""

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog

from astrobookings.domain.monitoring.entries import Level
from astrobookings.domain.monitoring.redaction import Fact
from astrobookings.entrypoints.observing.journal import Journal

__all__ = ["LogEntries", "NotedEvents", "listening"]

_OURS = "astrobookings"
_OWN = "astrobookings.entrypoints.observing"
"""What fails on the way to the log must not be told by the log."""
_LEVELS = {
    logging.INFO: Level.INFO,
    logging.WARNING: Level.WARNING,
    logging.ERROR: Level.ERROR,
    logging.CRITICAL: Level.CRITICAL,
}
_BESIDE = frozenset({"event", "level", "timestamp", "request_id", "exception", "exc_info"})


class LogEntries(logging.Handler):
    """Hears the loggers of the platform: warnings and worse, and what bears the name of an
    `entry`:

        _log.info("the job %s is done", name, extra={"entry": "job-done"})
    """

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.INFO)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        name = getattr(record, "entry", None)
        if record.name.startswith(_OWN) or (name is None and record.levelno < logging.WARNING):
            return
        self._journal.note(
            _component(record.name),
            name or ("crashed" if record.exc_info else "logged"),
            record.getMessage(),
            level=_LEVELS.get(record.levelno, Level.WARNING),
            request_id=_request_id(),
            trace=_trace(record),
        )


class NotedEvents:
    """A processor of structlog that does the same for its events."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def __call__(
        self, _: object, level: str, event: structlog.typing.EventDict
    ) -> structlog.typing.EventDict:
        if level in {"warning", "error", "critical"}:
            told = str(event.get("event", ""))
            self._journal.note(
                "http",
                "crashed" if "exception" in event else "logged",
                told[:1].upper() + told[1:],
                level=Level(level),
                request_id=str(event.get("request_id", "")),
                facts=_facts(event),
                trace=str(event.get("exception", "")),
            )
        return event


@contextmanager
def listening(journal: Journal) -> Iterator[None]:
    """Note in *journal* what the loggers of the platform tell meanwhile."""
    handler, ours = LogEntries(journal), logging.getLogger(_OURS)
    level = ours.level
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)
    try:
        yield
    finally:
        ours.removeHandler(handler)
        ours.setLevel(level)


def _component(logger: str) -> str:
    """The part of the platform that *logger* is of: `worker`, `booking`, ..."""
    parts = logger.split(".")
    return parts[2] if len(parts) > 2 else parts[-1]


def _request_id() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


def _trace(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return "" if error is None else "".join(traceback.format_exception(error))


def _facts(event: Mapping[str, Any]) -> dict[str, Fact]:
    return {name: str(value) for name, value in event.items() if name not in _BESIDE}
