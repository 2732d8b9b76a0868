"""What every adapter of `Users` must do."""

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.users import UserSort
from astrobookings.domain.identity.accounts import Account, AccountStatus, CompanyDetails
from astrobookings.domain.identity.errors import EmailTaken
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.kernel.errors import Invalid, NotFound
from astrobookings.domain.kernel.pages import PageRequest
from astrobookings.testing.builders import an_account, fresh_id
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.paging import (
    few_examples,
    first,
    limits,
    names,
    refuses_foreign_cursors,
    walk,
)
from astrobookings.testing.contracts.records import (
    ChangesContract,
    LocksContract,
    SavesContract,
    TellsAbsenceContract,
)
from astrobookings.testing.contracts.threads import at_once

__all__ = ["UsersContract"]

COMPANY = CompanyDetails(
    company_name="Perigee Lines",
    contact_person="Noor Haddad",
    contact_email="desk@example.test",
    contact_phone="+34600123456",
    tax_id="B58378431",
    legal_address="Gran Via 1, Madrid",
    country="ES",
)


def _listed(store: SystemHarness, **narrowed: Any) -> list[Account]:
    return first(lambda page: store.users.list(page, **narrowed))


def _register(store: SystemHarness, email: str) -> str:
    try:
        store.given_account(email=email)
    except EmailTaken:
        return "taken"
    return "registered"


class UsersContract(
    SavesContract[SystemHarness, Account],
    ChangesContract[SystemHarness, Account],
    LocksContract[SystemHarness, Account],
    TellsAbsenceContract[SystemHarness],
):
    """The conventions, unique addresses, secrets, and the list by name."""

    kind = "account"

    def make(self, store: SystemHarness, /) -> Account:
        return store.given_account(role=Role.AGENCY, company=COMPANY)

    def changed(self, account: Account, /) -> Account:
        return evolve(
            account,
            password_hash="another-hash",
            status=AccountStatus.SUSPENDED,
            suspended_from=AccountStatus.ACTIVE,
            suspension_reason="Three complaints.",
            pending_email="new@example.test",
            company=evolve(COMPANY, description="Flights"),
        )

    def save(self, store: SystemHarness, account: Account, /) -> Account:
        return store.users.save(account)

    def read(self, store: SystemHarness, key: Any, /) -> Account:
        return store.users.get(key)

    def lock(self, store: SystemHarness, key: Any, /) -> Account:
        return store.users.lock(key)

    def test_an_account_is_found_by_its_address(self, store: SystemHarness) -> None:
        account = self.make(store)

        assert store.users.find_by_email(account.email) == account
        assert store.users.find_by_email("nobody@example.test") is None

    def test_a_taken_address_is_refused(self, store: SystemHarness) -> None:
        account = self.make(store)
        second = an_account(email=account.email)

        with pytest.raises(EmailTaken), store.writing():
            store.users.add(second)

        with pytest.raises(NotFound):
            store.users.get(second.id)
        assert len(store.changes.of(second.id)) == 0

    def test_an_address_is_not_changed_to_another_s(self, store: SystemHarness) -> None:
        one, other = self.make(store), self.make(store)

        with pytest.raises(EmailTaken), store.writing():
            store.users.save(evolve(one, email=other.email))

        assert store.users.get(one.id) == one

    def test_a_changed_address_is_free_again(self, store: SystemHarness) -> None:
        account = self.make(store)
        with store.writing():
            store.users.save(evolve(account, email=f"new-{account.email}"))

        assert store.users.find_by_email(account.email) is None
        store.given_account(email=account.email)

    def test_pending_addresses_are_not_unique(self, store: SystemHarness) -> None:
        account = self.make(store)

        store.given_account(pending_email=account.email)
        store.given_account(pending_email=account.email)

        assert store.users.find_by_email(account.email) == account

    def test_one_of_many_registers_an_address(self, store: SystemHarness) -> None:
        outcomes = at_once([partial(_register, store, "many@example.test") for _ in range(4)])

        assert sorted(outcomes) == ["registered", "taken", "taken", "taken"]

    def test_changes_tell_no_secrets(self, store: SystemHarness) -> None:
        account = store.given_account(password_hash="open-sesame")
        with store.writing():
            store.users.save(evolve(account, password_hash="open-barley"))

        added, saved = store.changes.of(account.id)

        told = json.dumps([[one.old, one.new] for one in added.fields.values()])
        assert "open-" not in told
        assert (saved.fields["password_hash"].old, saved.fields["password_hash"].new) == (
            "***",
            "***",
        )

    @few_examples
    @given(called=st.lists(st.tuples(names(), names()), max_size=10), wanted=limits())
    def test_pages_are_complete_by_name(
        self, store: SystemHarness, called: list[tuple[str, str]], wanted: list[int]
    ) -> None:
        family = f"{fresh_id()}"
        made = [
            store.given_account(first_name=first_name, last_name=last_name + family)
            for first_name, last_name in called
        ]

        listed = walk(lambda page: store.users.list(page, text=family), wanted)

        assert listed == sorted(made, key=lambda one: (one.last_name, one.first_name, one.id))

    @few_examples
    @given(sort=st.sampled_from(UserSort), called=st.lists(names(), max_size=8), wanted=limits())
    def test_pages_are_complete_in_every_order(
        self, store: SystemHarness, sort: UserSort, called: list[str], wanted: list[int]
    ) -> None:
        family = f"{fresh_id()}"
        made = []
        for last_name in called:
            store.clock.move(timedelta(seconds=len(last_name) % 2))
            made.append(
                store.given_account(last_name=last_name + family, created_at=store.clock.now())
            )

        listed = walk(lambda page: store.users.list(page, text=family, sort=sort), wanted)

        by_name = sorted(made, key=lambda one: (one.last_name, one.first_name, one.id))
        by_date = sorted(made, key=lambda one: (one.created_at, one.id))
        expected = by_name if "name" in sort else by_date
        assert listed == (expected[::-1] if sort.startswith("-") else expected)

    def test_the_list_is_narrowed(self, store: SystemHarness) -> None:
        employee = store.given_account(
            role=Role.EMPLOYEE, position=Position.IT, department="Launch desk"
        )
        agency = store.given_account(role=Role.AGENCY, status=AccountStatus.UNCONFIRMED)

        assert _listed(store, role=Role.EMPLOYEE) == [employee]
        assert _listed(store, position=Position.IT) == [employee]
        assert _listed(store, position=Position.FINANCE) == []
        assert _listed(store, department="Launch desk") == [employee]
        assert _listed(store, department="Launch") == []
        assert _listed(store, status=AccountStatus.UNCONFIRMED) == [agency]
        assert _listed(store, role=Role.AGENCY, status=AccountStatus.ACTIVE) == []
        assert len(_listed(store)) == 2

    @pytest.mark.parametrize(
        ("text", "fits"),
        [
            ("ADA", True),
            ("lovelac", True),
            ("ÑU", True),
            ("countess@", True),
            ("example.TEST", True),
            ("%", False),
            ("l_velace", False),
            ("babbage", False),
        ],
    )
    def test_text_is_part_of_a_name_or_address_in_any_case(
        self, store: SystemHarness, text: str, fits: bool
    ) -> None:
        account = store.given_account(
            first_name="Ada", last_name="Lovelace Ñuñez", email="countess@example.test"
        )

        assert (account in _listed(store, text=text)) is fits

    def test_a_foreign_cursor_is_invalid(self, store: SystemHarness) -> None:
        refuses_foreign_cursors(store.users.list)

    def test_a_cursor_of_another_order_is_invalid(self, store: SystemHarness) -> None:
        self.make(store), self.make(store)
        page = store.users.list(PageRequest(1), sort=UserSort.CREATED)

        with pytest.raises(Invalid):
            store.users.list(PageRequest(1, page.next), sort=UserSort.CREATED_DESCENDING)
