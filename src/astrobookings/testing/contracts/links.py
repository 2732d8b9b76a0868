"""What every adapter of `Links` must do."""

import json
from datetime import timedelta
from typing import Any

from attrs import evolve

from astrobookings.domain.identity.links import Link, LinkKind
from astrobookings.domain.kernel.ids import LinkId
from astrobookings.testing.builders import NOW, a_link, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.records import ChangesContract, LocksContract, SavesContract

__all__ = ["LinksContract"]


class LinksContract(
    SavesContract[SystemHarness, Link],
    ChangesContract[SystemHarness, Link],
    LocksContract[SystemHarness, Link],
):
    """The conventions, secrets, and a user's newest link."""

    kind = "link"

    def make(self, store: SystemHarness, /, **fields: Any) -> Link:
        if "user_id" not in fields:
            fields["user_id"] = store.given_account().id
        with store.writing():
            return store.links.add(a_link(**fields))

    def changed(self, link: Link, /) -> Link:
        return evolve(link, secret_hash="open-sesame", used_at=NOW)

    def save(self, store: SystemHarness, link: Link, /) -> Link:
        return store.links.save(link)

    def read(self, store: SystemHarness, key: Any, /) -> Link:
        found = store.links.find(key)
        assert found is not None
        return found

    def lock(self, store: SystemHarness, key: Any, /) -> Link:
        return store.links.lock(key)

    def test_an_unknown_link_is_not_found(self, store: SystemHarness) -> None:
        assert store.links.find(LinkId(fresh_id())) is None

    def test_changes_tell_no_secrets(self, store: SystemHarness) -> None:
        link = self.make(store)
        with store.writing():
            store.links.save(self.changed(link))

        _, change = store.changes.of(link.id)

        told = json.dumps([[one.old, one.new] for one in change.fields.values()])
        assert "open-sesame" not in told
        assert "secret_hash" in change.fields

    def test_the_latest_link_of_a_kind(self, store: SystemHarness) -> None:
        old = self.make(store)
        user_id = old.user_id
        new = self.make(store, user_id=user_id, created_at=NOW + timedelta(seconds=1))
        self.make(
            store,
            user_id=user_id,
            kind=LinkKind.RESET_PASSWORD,
            created_at=NOW + timedelta(seconds=2),
        )
        self.make(store, created_at=NOW + timedelta(seconds=3))

        assert store.links.latest_of(user_id, LinkKind.CONFIRM_EMAIL) == new
        assert store.links.latest_of(user_id, LinkKind.CHANGE_EMAIL) is None

    def test_a_used_link_may_be_the_latest(self, store: SystemHarness) -> None:
        link = self.make(store)
        with store.writing():
            used = store.links.save(self.changed(link))

        assert store.links.latest_of(link.user_id, link.kind) == used
