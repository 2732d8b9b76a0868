"""What every port that keeps copies must do."""

from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

import pytest

from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.sync.copies import ChangedElsewhere, differing
from astrobookings.testing.builders import NOW, fresh_id
from astrobookings.testing.contracts.harness import StoreHarness
from astrobookings.testing.contracts.threads import at_once

__all__ = ["CopiesContract", "CompletedContract"]


class _Copy(Protocol):
    @property
    def id(self) -> UUID: ...

    @property
    def source_version(self) -> int: ...


H = TypeVar("H", bound=StoreHarness)
C = TypeVar("C", bound=_Copy)

WRITERS = 8


class _Hooks(ABC, Generic[H, C]):
    @abstractmethod
    def copies(self, store: H, /) -> Any:
        """The port."""

    @abstractmethod
    def a_copy(self, version: int, /, *, like: C | None = None) -> C:
        """A copy of source version *version*; of another record unless it is *like* one. What it
        says differs from version to version.
        """

    @abstractmethod
    def found(self, store: H, key: UUID, /) -> C:
        """What stands. Raises: NotFound."""

    @abstractmethod
    def edited(self, copy: C, /) -> C:
        """*copy* as somebody else would have it."""

    @abstractmethod
    def edit(self, store: H, edited: C, /) -> None:
        """Have *edited* stand, in the way of one who knows nothing of synchronization."""

    def put(self, store: H, copy: C, over: str | None = None) -> bool:
        with store.writing():
            kept: bool = self.copies(store).put(copy, over=over)
            return kept

    def given(self, store: H, version: int = 4) -> C:
        copy = self.a_copy(version)
        assert self.put(store, copy)
        return copy


class CopiesContract(_Hooks[H, C]):
    """Only newer copies replace older ones, and none replaces what somebody else wrote."""

    def test_a_copy_can_be_found(self, store: H) -> None:
        copy = self.given(store)

        assert self.found(store, copy.id) == copy
        with pytest.raises(NotFound):
            self.found(store, fresh_id())

    def test_a_newer_copy_replaces_an_older_one(self, store: H) -> None:
        newer = self.a_copy(7, like=self.given(store))

        assert self.put(store, newer)

        assert self.found(store, newer.id) == newer

    @pytest.mark.parametrize("version", [3, 4])
    def test_an_older_copy_or_the_same_changes_nothing(self, store: H, version: int) -> None:
        copy = self.given(store, 4)

        assert not self.put(store, self.a_copy(version, like=copy))

        assert self.found(store, copy.id) == copy

    def test_copies_of_others_are_left_alone(self, store: H) -> None:
        one, other = self.given(store), self.given(store)

        self.put(store, self.a_copy(5, like=one))

        assert self.found(store, other.id) == other

    def test_the_highest_version_stays_whatever_the_order(self, store: H) -> None:
        first = self.a_copy(1)
        later = [self.a_copy(version, like=first) for version in range(2, WRITERS + 1)]
        Random(7).shuffle(later)

        at_once([partial(self.put, store, copy) for copy in (first, *later)])

        assert self.found(store, first.id).source_version == WRITERS

    def test_versions_are_told_of_those_that_stand(self, store: H) -> None:
        one, other = self.given(store, 4), self.given(store, 9)

        assert self.copies(store).versions([one.id, other.id, fresh_id()]) == {
            one.id: 4,
            other.id: 9,
        }
        assert self.copies(store).versions([]) == {}

    def test_nothing_is_put_outside_of_a_transaction(self, store: H) -> None:
        copy = self.a_copy(1)

        with pytest.raises(RuntimeError):
            self.copies(store).put(copy)

        assert self.copies(store).versions([copy.id]) == {}

    def test_a_rollback_takes_the_copy_back(self, store: H) -> None:
        copy = self.given(store, 4)

        with suppress(ZeroDivisionError), store.writing():
            self.copies(store).put(self.a_copy(5, like=copy))
            raise ZeroDivisionError

        assert self.found(store, copy.id) == copy

    @pytest.mark.parametrize("version", [3, 4, 5])
    def test_a_copy_changed_elsewhere_is_left_as_it_is(self, store: H, version: int) -> None:
        copy = self.given(store, 4)
        edited = self.edited(copy)
        self.edit(store, edited)

        with store.writing(), pytest.raises(ChangedElsewhere) as caught:
            self.copies(store).put(self.a_copy(version, like=copy))

        assert self.found(store, copy.id) == edited
        assert differing(caught.value.source, caught.value.copy)

    def test_the_transaction_goes_on_after_a_refusal(self, store: H) -> None:
        copy = self.given(store, 4)
        self.edit(store, self.edited(copy))
        other = self.a_copy(1)

        with store.writing():
            with suppress(ChangedElsewhere):
                self.copies(store).put(self.a_copy(5, like=copy))
            self.copies(store).put(other)

        assert self.found(store, other.id) == other

    @pytest.mark.parametrize("version", [4, 5])
    def test_the_edit_that_was_decided_on_gives_way(self, store: H, version: int) -> None:
        copy = self.given(store, 4)
        self.edit(store, self.edited(copy))
        source = self.a_copy(version, like=copy)

        assert self.put(store, source, self.digest(store, source))

        assert self.found(store, copy.id) == source
        assert self.put(store, self.a_copy(6, like=source))

    def test_another_edit_than_the_one_decided_on_stays(self, store: H) -> None:
        copy = self.given(store, 4)
        edited = self.edited(copy)
        self.edit(store, edited)
        source = self.a_copy(5, like=copy)
        seen = self.digest(store, source)
        again = self.edited(edited)
        self.edit(store, again)

        with store.writing(), pytest.raises(ChangedElsewhere):
            self.copies(store).put(source, over=seen)

        assert self.found(store, edited.id) == again

    def test_an_edit_that_says_what_the_source_says_is_no_conflict(self, store: H) -> None:
        source = self.a_copy(5, like=self.given(store, 4))
        self.edit(store, source)

        assert self.put(store, source)

        assert self.found(store, source.id) == source
        assert not self.put(store, source)

    def digest(self, store: H, source: C) -> str:
        """Of what stands in the way of *source*."""
        with store.writing(), pytest.raises(ChangedElsewhere) as caught:
            self.copies(store).put(source)
        return caught.value.digest


class CompletedContract(_Hooks[H, C]):
    """The moment up to which the copies are complete."""

    def test_copies_that_were_never_complete_say_so(self, store: H) -> None:
        self.given(store)

        assert self.copies(store).as_of() is None

    def test_the_latest_moment_counts(self, store: H) -> None:
        for hours in (2, 5, 3):
            with store.writing():
                self.copies(store).completed(NOW + timedelta(hours=hours))

        assert self.copies(store).as_of() == NOW + timedelta(hours=5)
