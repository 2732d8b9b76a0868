"""Whoever acts on accounts at the same time, on whatever store."""

from collections.abc import Callable

import pytest

from astrobookings.adapters.memory.attempts import MemoryAttempts
from astrobookings.adapters.memory.contact_rules import MemoryContactRules
from astrobookings.adapters.memory.ended_sessions import MemoryEndedSessions
from astrobookings.adapters.memory.link_secrets import MemoryLinkSecrets
from astrobookings.adapters.memory.one_time_codes import MemoryOneTimeCodes
from astrobookings.application.identity.change_user import ChangeUser, UserChange
from astrobookings.application.identity.second_factor_proof import SecondFactorProof
from astrobookings.application.identity.session_endings import SessionEndings
from astrobookings.application.identity.sign_in_throttle import SignInThrottle
from astrobookings.domain.identity.accounts import Account, AccountStatus
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.identity.second_factor import SecondFactorPolicy
from astrobookings.domain.identity.sessions import SessionPolicy
from astrobookings.domain.identity.staff import manages_users
from astrobookings.domain.identity.throttle import ThrottlePolicy
from astrobookings.domain.kernel.errors import AstroBookingsError
from astrobookings.testing.builders import NOW, a_second_factor
from astrobookings.testing.contracts.harness import SystemHarness
from astrobookings.testing.contracts.threads import at_once
from astrobookings.testing.world import principal_of
from tests.application.identity.codes import code_at
from tests.contracts.stores import OnSystem

SUSPEND = UserChange(status=AccountStatus.SUSPENDED, reason="Left the company.")


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except AstroBookingsError as refusal:
        return refusal.code
    return "done"


class TestOperationsManagers(OnSystem):
    @pytest.mark.story("0.9")
    def test_of_those_who_suspend_each_other_one_stays(self, store: SystemHarness) -> None:
        endings = SessionEndings(
            store.sessions, MemoryEndedSessions(store.clock), store.outbox, SessionPolicy()
        )
        change = ChangeUser(
            users=store.users,
            session_endings=endings,
            contact_rules=MemoryContactRules(),
            system=store.transaction,
            system_outbox=store.outbox,
            clock=store.clock,
        )
        staff = [
            store.given_account(role=Role.EMPLOYEE, position=Position.OPERATIONS) for _ in range(3)
        ]

        def suspend(by: Account, other: Account) -> Callable[[], str]:
            return lambda: outcome(lambda: change(principal_of(by), other.id, SUSPEND))

        pairs = zip(staff, [*staff[1:], staff[0]], strict=True)
        told = at_once([suspend(by, other) for by, other in pairs])

        left = [one for one in staff if manages_users(store.users.get(one.id))]
        assert left
        assert told.count("done") == len(staff) - len(left)
        assert set(told) <= {"done", "last-operations-manager", "unavailable"}


class TestSecondFactors(OnSystem):
    @pytest.mark.story("0.2")
    def test_of_many_who_show_one_code_one_uses_it(self, store: SystemHarness) -> None:
        proof = SecondFactorProof(
            store.second_factors,
            MemoryOneTimeCodes(),
            MemoryLinkSecrets(),
            SignInThrottle(MemoryAttempts(), ThrottlePolicy(), store.clock),
            SecondFactorPolicy(),
            store.clock,
        )
        account = store.given_account()
        factor = a_second_factor(user_id=account.id, confirmed_at=NOW, last_step=1)
        with store.writing():
            store.second_factors.add(factor)
        code = code_at(factor.secret, store.clock.now())

        def show() -> None:
            with store.writing():
                proof.use(store.users.lock(account.id), code)

        told = at_once([lambda: outcome(show)] * 4)

        assert told.count("done") == 1
        assert set(told) <= {"done", "wrong-code", "unavailable"}
