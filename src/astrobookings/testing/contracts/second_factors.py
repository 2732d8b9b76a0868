"""What every adapter of `SecondFactors` must do."""

import json
from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.identity.second_factor import SecondFactor
from astrobookings.domain.kernel.errors import NotFound, Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.testing.builders import NOW, a_second_factor, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import ChangesContract, LocksContract, SavesContract

__all__ = ["SecondFactorsContract"]


class SecondFactorsContract(
    SavesContract[SystemHarness, SecondFactor],
    ChangesContract[SystemHarness, SecondFactor],
    LocksContract[SystemHarness, SecondFactor],
):
    """The conventions, secrets, and one for each user."""

    kind = "second_factor"

    def make(self, store: SystemHarness, /, **fields: Any) -> SecondFactor:
        if "user_id" not in fields:
            fields["user_id"] = store.given_account().id
        with store.writing():
            return store.second_factors.add(a_second_factor(**fields))

    def changed(self, factor: SecondFactor, /) -> SecondFactor:
        return evolve(
            factor, confirmed_at=NOW, last_step=60_000_000, recovery_hashes=("one", "another")
        )

    def save(self, store: SystemHarness, factor: SecondFactor, /) -> SecondFactor:
        return store.second_factors.save(factor)

    def read(self, store: SystemHarness, key: Any, /) -> SecondFactor:
        found = store.second_factors.find(key)
        assert found is not None
        return found

    def lock(self, store: SystemHarness, key: Any, /) -> SecondFactor:
        return store.second_factors.lock(key)

    def test_a_user_may_have_none(self, store: SystemHarness) -> None:
        assert store.second_factors.find(UserId(fresh_id())) is None
        with pytest.raises(NotFound), store.writing():
            store.second_factors.lock(UserId(fresh_id()))

    def test_one_that_is_deleted_is_gone_and_may_be_followed_by_another(
        self, store: SystemHarness
    ) -> None:
        factor = self.make(store)

        with store.writing():
            store.second_factors.delete(factor)

        assert store.second_factors.find(factor.user_id) is None
        assert self.make(store, user_id=factor.user_id).version == 1

    def test_one_that_changed_meanwhile_is_not_deleted(self, store: SystemHarness) -> None:
        factor = self.make(store)
        with store.writing():
            saved = store.second_factors.save(self.changed(factor))

        with pytest.raises(Stale), store.writing():
            store.second_factors.delete(factor)

        assert store.second_factors.find(factor.user_id) == saved

    def test_changes_tell_no_secrets(self, store: SystemHarness) -> None:
        factor = self.make(store, secret="OPENSESAME")
        with store.writing():
            saved = store.second_factors.save(
                evolve(self.changed(factor), secret="OPENBARLEY", recovery_hashes=("OPENRICE",))
            )
        with store.writing():
            store.second_factors.delete(saved)

        changes = store.changes.of(factor.user_id)

        told = json.dumps(
            [[one.old, one.new] for change in changes for one in change.fields.values()]
        )
        assert "OPEN" not in told
