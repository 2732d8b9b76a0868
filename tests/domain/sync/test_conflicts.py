"""Conflicts stay as found until somebody decides (story 5.2)."""

from datetime import timedelta

import pytest
from attrs import evolve

from astrobookings.domain.sync.conflicts import (
    ConflictResolved,
    ConflictStatus,
    Resolution,
    found_again,
    require_open,
    resolve,
)
from astrobookings.testing.builders import NOW, a_sync_conflict, fresh_id


def test_only_the_fields_that_differ_are_named() -> None:
    assert a_sync_conflict().fields == ("address",)


def test_a_decision_says_who_when_and_why() -> None:
    somebody = fresh_id()

    decided = resolve(
        a_sync_conflict(), Resolution.KEEP_COPY, by=somebody, reason="They moved", now=NOW
    )

    assert (decided.status, decided.resolution) == (ConflictStatus.RESOLVED, Resolution.KEEP_COPY)
    assert (decided.resolved_by, decided.resolved_at) == (somebody, NOW)
    assert decided.reason == "They moved"
    with pytest.raises(ConflictResolved):
        resolve(decided, Resolution.KEEP_SOURCE, by=somebody, reason="", now=NOW)
    with pytest.raises(ConflictResolved):
        require_open(decided)


def test_a_further_edit_takes_the_place_of_the_one_found() -> None:
    found = a_sync_conflict(version=1)
    run, later = fresh_id(), NOW + timedelta(hours=1)
    further = a_sync_conflict(
        copy={"address": "Rue Haute 3"}, copy_digest="3" * 64, run_id=run, found_at=later
    )

    standing = found_again(found, further)

    assert standing == evolve(
        found,
        source=further.source,
        copy=further.copy,
        copy_digest=further.copy_digest,
        run_id=run,
        found_at=later,
    )
