"""Which caches the composition root picks, and what they may be believed."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from astrobookings.adapters.memory.clock import MemoryClock
from astrobookings.domain.kernel.errors import Unavailable
from astrobookings.domain.kernel.ids import SessionId
from astrobookings.entrypoints.bootstrap.cache_parts import open_cache
from astrobookings.entrypoints.settings import Settings, embedded_settings
from astrobookings.testing.builders import NOW, fresh_id


@pytest.fixture
def embedded(tmp_path: Path) -> Settings:
    """Give the settings of one process with its data in files."""
    return embedded_settings(tmp_path, port=8000)


def test_processes_on_one_redis_share_what_they_know(embedded: Settings, redis_url: str) -> None:
    settings = evolve(embedded, embedded=False, cache_url=redis_url)
    clock = MemoryClock(NOW)
    with ExitStack() as opened:
        here, there = (open_cache(settings, clock, opened) for _ in range(2))

        assert here["board_version"].bump() == there["board_version"].value()
        here["attempts"].note("ada", NOW)
        assert list(there["attempts"].since("ada", NOW.replace(year=2000))) == [NOW]
        assert there["board_answers"].find("moon") is None


def knows_that_none_ended(parts: dict[str, Any]) -> bool:
    """Whether *parts* can tell that a session goes on."""
    try:
        return not parts["ended_sessions"].contains(SessionId(fresh_id()), NOW)
    except Unavailable:
        return False


@pytest.mark.parametrize("alone", [True, False])
def test_memory_knows_of_every_session_only_in_a_process_that_is_alone(
    embedded: Settings, alone: bool
) -> None:
    settings = evolve(embedded, embedded=alone)
    with ExitStack() as opened:
        parts = open_cache(settings, MemoryClock(NOW), opened)

        assert knows_that_none_ended(parts) is alone
        assert "board_answers" not in parts
