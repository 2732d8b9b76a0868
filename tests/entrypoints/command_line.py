"""The command line, called as a shell would."""

import pytest

from astrobookings.entrypoints.cli import main

__all__ = ["run"]


def run(*words: str) -> int:
    """The exit code of `astrobookings` with *words*."""
    with pytest.raises(SystemExit) as ended:
        main(words)
    assert isinstance(ended.value.code, int)
    return ended.value.code
