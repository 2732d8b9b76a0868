"""What every adapter of `Preferences` must do."""

from typing import Any

import pytest
from attrs import evolve

from astrobookings.domain.kernel.errors import Stale
from astrobookings.domain.kernel.ids import UserId
from astrobookings.domain.notifications.kinds import Topic
from astrobookings.domain.notifications.preferences import MailPreferences
from astrobookings.testing.builders import NOW, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness

__all__ = ["PreferencesContract"]


def chosen(store: SystemHarness, **choices: Any) -> MailPreferences:
    """Choices of a user of their own, kept."""
    user_id = store.given_account().id
    made = MailPreferences(user_id=user_id, created_at=NOW, updated_at=NOW, **choices)
    with store.writing():
        return store.preferences.put(made)


class PreferencesContract:
    """One for each user, and who wants to hear of what."""

    def test_what_was_chosen_is_found(self, store: SystemHarness) -> None:
        kept = chosen(store, new_launches=False)

        assert store.preferences.find(kept.user_id) == kept
        assert (kept.version, kept.new_launches, kept.launch_bookings) == (1, False, None)

    def test_who_never_chose_has_none(self, store: SystemHarness) -> None:
        assert store.preferences.find(UserId(fresh_id())) is None

    def test_a_later_choice_replaces_the_one_before(self, store: SystemHarness) -> None:
        kept = chosen(store, new_launches=False)

        with store.writing():
            changed = store.preferences.put(evolve(kept, new_launches=True))

        assert changed.version == 2
        assert store.preferences.find(kept.user_id) == changed

    def test_choices_made_elsewhere_meanwhile_are_not_overwritten(
        self, store: SystemHarness
    ) -> None:
        kept = chosen(store, new_launches=False)

        for version in (0, 7):
            with pytest.raises(Stale), store.writing():
                store.preferences.put(evolve(kept, new_launches=True, version=version))

        assert store.preferences.find(kept.user_id) == kept

    def test_choices_are_in_the_change_log(self, store: SystemHarness) -> None:
        kept = chosen(store, new_launches=True)

        (change,) = store.changes.of(kept.user_id)[-1:]

        assert change.kind == "preferences"
        assert change.fields["new_launches"].new is True

    def test_nothing_is_chosen_outside_of_a_transaction(self, store: SystemHarness) -> None:
        user_id = store.given_account().id

        with pytest.raises(RuntimeError):
            store.preferences.put(MailPreferences(user_id=user_id, created_at=NOW, updated_at=NOW))

        assert store.preferences.find(user_id) is None

    def test_those_who_want_to_hear_come_in_batches_by_id(self, store: SystemHarness) -> None:
        chosen(store, new_launches=False)
        chosen(store, launch_bookings=True)
        wanting = sorted(chosen(store, new_launches=True).user_id for _ in range(5))

        def batch(after: UserId | None) -> list[UserId]:
            return list(store.preferences.wanting(Topic.NEW_LAUNCHES, after, 2))

        assert batch(None) == wanting[:2]
        assert batch(wanting[1]) == wanting[2:4]
        assert batch(wanting[3]) == wanting[4:]
        assert batch(wanting[4]) == []
