"""Ids sort in the order they were made."""

from uuid import UUID

from astrobookings.adapters.system.ids import SystemIds


def test_ids_are_of_version_7_and_ascend() -> None:
    ids = SystemIds()

    made = [ids.new() for _ in range(1000)]

    assert {one.version for one in made} == {7}
    assert all(type(one) is UUID for one in made)
    assert sorted(set(made)) == made
