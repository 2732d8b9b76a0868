"""What every adapter of `Agencies` must do."""

from operator import attrgetter
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from astrobookings.application.ports.agencies import AgencySort
from astrobookings.domain.agencies.agency import Agency, AgencyStatus
from astrobookings.domain.kernel.ids import AgencyId
from astrobookings.domain.kernel.pages import Page, PageRequest
from astrobookings.testing.builders import an_agency, fresh_id
from astrobookings.testing.contracts.harness import OperationsHarness
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

__all__ = ["AgenciesContract"]


class AgenciesContract(
    SavesContract[OperationsHarness, Agency],
    ChangesContract[OperationsHarness, Agency],
    LocksContract[OperationsHarness, Agency],
    TellsAbsenceContract[OperationsHarness],
):
    """The conventions, and the list by name."""

    kind = "agency"

    def make(self, store: OperationsHarness, /) -> Agency:
        with store.writing():
            return store.agencies.add(an_agency())

    def changed(self, agency: Agency, /) -> Agency:
        return evolve(agency, status=AgencyStatus.SUSPENDED, status_reason="Unpaid fees")

    def save(self, store: OperationsHarness, agency: Agency, /) -> Agency:
        return store.agencies.save(agency)

    def read(self, store: OperationsHarness, key: Any, /) -> Agency:
        return store.agencies.get(key)

    def lock(self, store: OperationsHarness, key: Any, /) -> Agency:
        return store.agencies.lock(key)

    def test_finding_answers_none_for_what_is_not_there(self, store: OperationsHarness) -> None:
        added = self.make(store)

        assert store.agencies.find(added.id) == added
        assert store.agencies.find(AgencyId(fresh_id())) is None

    def test_a_change_tells_the_old_and_the_new_value(self, store: OperationsHarness) -> None:
        added = self.make(store)
        with store.writing():
            self.save(store, self.changed(added))

        _, change = store.changes.of(added.id)

        assert (change.fields["status"].old, change.fields["status"].new) == (
            "approved",
            "suspended",
        )
        assert change.fields["status_reason"].new == "Unpaid fees"

    def test_nothing_is_added_outside_of_a_transaction(self, store: OperationsHarness) -> None:
        agency = an_agency()

        with pytest.raises(RuntimeError):
            store.agencies.add(agency)

        assert store.agencies.find(agency.id) is None

    @few_examples
    @given(called=st.lists(names(), max_size=12), wanted=limits())
    def test_pages_are_complete_by_name(
        self, store: OperationsHarness, called: list[str], wanted: list[int]
    ) -> None:
        family = f"{fresh_id()}"
        with store.writing():
            made = [store.agencies.add(an_agency(company_name=one + family)) for one in called]

        listed = walk(lambda page: store.agencies.list(page, text=family), wanted)

        assert listed == sorted(made, key=lambda one: (one.company_name, one.id))

    @few_examples
    @given(
        known=st.lists(st.tuples(names(), st.integers(0, 3)), max_size=8),
        sort=st.sampled_from(AgencySort),
        wanted=limits(),
    )
    def test_agencies_come_in_every_order(
        self,
        store: OperationsHarness,
        known: list[tuple[str, int]],
        sort: AgencySort,
        wanted: list[int],
    ) -> None:
        family = f"{fresh_id()}"
        with store.writing():
            made = [
                store.agencies.add(
                    an_agency(company_name=name + family, successful_launches=successes)
                )
                for name, successes in known
            ]

        listed = walk(lambda page: store.agencies.list(page, sort=sort, text=family), wanted)

        by = attrgetter(sort.removeprefix("-"), "id")
        assert listed == sorted(made, key=by, reverse=sort.startswith("-"))

    def test_the_list_is_narrowed_by_status(self, store: OperationsHarness) -> None:
        family = f"{fresh_id()}"
        with store.writing():
            for status in AgencyStatus:
                store.agencies.add(an_agency(company_name=family, status=status))

        def pending(page: PageRequest) -> Page[Agency]:
            return store.agencies.list(page, status=AgencyStatus.PENDING, text=family)

        assert [one.status for one in first(pending)] == [AgencyStatus.PENDING]

    @pytest.mark.parametrize(
        ("text", "fits"),
        [
            ("", True),
            ("orbital", True),
            ("ORBITAL MÜLLER", True),
            ("l mü", True),
            ("100%_sure", True),
            ("Orbital  ", False),
            ("%", True),
            ("o%l", False),
            ("orbita_", False),
            ("\\", False),
        ],
    )
    def test_text_is_part_of_the_name_in_any_case(
        self, store: OperationsHarness, text: str, fits: bool
    ) -> None:
        with store.writing():
            agency = store.agencies.add(an_agency(company_name="Orbital Müller 100%_Sure"))

        listed = walk(lambda page: store.agencies.list(page, text=text), [200])

        assert (agency in listed) is fits

    def test_a_foreign_cursor_is_invalid(self, store: OperationsHarness) -> None:
        refuses_foreign_cursors(store.agencies.list)
