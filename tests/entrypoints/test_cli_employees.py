"""Operators look after employees at the command line (story 0.9)."""

from pathlib import Path

import pytest

from astrobookings.domain.identity.roles import Position
from astrobookings.entrypoints.bootstrap import open_system
from astrobookings.entrypoints.settings import embedded_settings
from astrobookings.testing.world import PASSWORD, principal_of
from tests.application.identity.codes import code_at
from tests.entrypoints.command_line import run

EMPLOYEE = ["--email", "ops@example.test", "--first-name", "Mae", "--last-name", "Ito"]


def test_an_operator_takes_a_lost_second_factor_off(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    position = ["--position", Position.OPERATIONS.value, "--password", PASSWORD]
    assert run("--data", data, "employee", "create", *EMPLOYEE, *position) == 0
    system = open_system(embedded_settings(Path(data), port=8000))
    account = system.parts.users.find_by_email("ops@example.test")
    assert account is not None
    by = principal_of(account)
    secret = system.begin_second_factor(by, PASSWORD).secret
    system.confirm_second_factor(by, code_at(secret, system.clock.now()))
    reset = ["employee", "reset-second-factor", "--reason", "The phone was stolen."]

    assert run("--data", data, *reset, "--email", "Ops@example.test") == 0
    assert run("--data", data, *reset, "--email", "ops@example.test") == 1
    assert run("--data", data, *reset, "--email", "nobody@example.test") == 1

    out, err = capsys.readouterr()
    assert "ops@example.test signs in by the password alone." in out
    assert "There is no second factor" in err
    assert "No employee 'nobody@example.test' was found." in err
    assert system.parts.second_factors.find(account.id) is None
    system.close()
