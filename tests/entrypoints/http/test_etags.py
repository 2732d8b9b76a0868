"""Entity tags."""

import pytest

from astrobookings.entrypoints.http.etags import matches, tag, version_of
from astrobookings.entrypoints.http.problems import Rejected


def test_tags_are_versions() -> None:
    assert (tag(3), tag(3, 42)) == ('"3"', '"3.42"')


@pytest.mark.parametrize("header", ['"3"', 'W/"3"', '"1", "3"', "*", ' "2" , W/"3" '])
def test_a_client_has_what_it_names(header: str) -> None:
    assert matches(header, '"3"')


@pytest.mark.parametrize("header", [None, "", "3", '"33"', '"3.1"', 'W/"30"'])
def test_a_client_lacks_what_it_does_not_name(header: str | None) -> None:
    assert not matches(header, '"3"')


def test_if_match_demands_a_version() -> None:
    assert (version_of(None), version_of("*"), version_of('"12"')) == (None, None, 12)


@pytest.mark.parametrize("header", ["", "3", 'W/"3"', '"3.1"', '"1", "2"', '"' + "9" * 30 + '"'])
def test_a_malformed_if_match_is_refused(header: str) -> None:
    with pytest.raises(Rejected) as caught:
        version_of(header)

    assert (caught.value.status, caught.value.code) == (400, "invalid-if-match")
