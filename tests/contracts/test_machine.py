"""What the machine gives, and its stand-ins, keep their contracts."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from astrobookings.adapters.memory.clock import MemoryClock, RealClock
from astrobookings.adapters.memory.contact_rules import MemoryContactRules
from astrobookings.adapters.memory.ids import MemoryIds
from astrobookings.adapters.memory.link_secrets import MemoryLinkSecrets
from astrobookings.adapters.memory.one_time_codes import MemoryOneTimeCodes
from astrobookings.adapters.memory.passwords import MemoryPasswords
from astrobookings.adapters.memory.tokens import MemoryTokens
from astrobookings.adapters.system.clock import SystemClock
from astrobookings.adapters.system.contact_rules import LibraryContactRules
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.adapters.system.link_secrets import RandomLinkSecrets
from astrobookings.adapters.system.one_time_codes import TotpCodes
from astrobookings.adapters.system.passwords import Argon2Passwords
from astrobookings.adapters.system.signing_keys import new_key
from astrobookings.adapters.system.tokens import SignedTokens
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.contact_rules import ContactRules
from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.one_time_codes import OneTimeCodes
from astrobookings.application.ports.passwords import Passwords
from astrobookings.application.ports.tokens import Tokens
from astrobookings.testing.builders import NOW
from astrobookings.testing.contracts.clock import ClockContract
from astrobookings.testing.contracts.contact_rules import ContactRulesContract
from astrobookings.testing.contracts.ids import IdsContract
from astrobookings.testing.contracts.link_secrets import LinkSecretsContract
from astrobookings.testing.contracts.one_time_codes import OneTimeCodesContract
from astrobookings.testing.contracts.passwords import PasswordsContract
from astrobookings.testing.contracts.tokens import TokensContract


class TestClock(ClockContract):
    @pytest.fixture(params=["movable", "memory", "system"])
    def clock(self, request: pytest.FixtureRequest) -> Clock:
        made: dict[str, Clock] = {
            "movable": MemoryClock(NOW),
            "memory": RealClock(),
            "system": SystemClock(),
        }
        return made[request.param]


class TestIds(IdsContract):
    @pytest.fixture(params=["standing still", "seeded", "memory", "system"])
    def ids(self, request: pytest.FixtureRequest) -> Ids:
        made: dict[str, Ids] = {
            "standing still": MemoryIds(MemoryClock(NOW)),
            "seeded": MemoryIds(MemoryClock(NOW), seed=7),
            "memory": MemoryIds(),
            "system": SystemIds(),
        }
        return made[request.param]


class TestPasswords(PasswordsContract):
    @pytest.fixture(params=["memory", "argon2"])
    def passwords(self, request: pytest.FixtureRequest) -> Iterator[Passwords]:
        if request.param == "memory":
            yield MemoryPasswords()
            return
        with closing(Argon2Passwords()) as passwords:
            yield passwords


class TestTokens(TokensContract):
    @pytest.fixture(params=["memory", "signed"])
    def new_tokens(self, request: pytest.FixtureRequest) -> Callable[[], Tokens]:
        return MemoryTokens if request.param == "memory" else lambda: SignedTokens([new_key()])

    @pytest.fixture
    def tokens(self, new_tokens: Callable[[], Tokens]) -> Tokens:
        return new_tokens()


class TestOneTimeCodes(OneTimeCodesContract):
    @pytest.fixture(params=[MemoryOneTimeCodes, TotpCodes])
    def one_time_codes(self, request: pytest.FixtureRequest) -> OneTimeCodes:
        made: OneTimeCodes = request.param()
        return made


class TestLinkSecrets(LinkSecretsContract):
    @pytest.fixture(params=[MemoryLinkSecrets, RandomLinkSecrets])
    def link_secrets(self, request: pytest.FixtureRequest) -> LinkSecrets:
        made: LinkSecrets = request.param()
        return made


class TestContactRules(ContactRulesContract):
    @pytest.fixture(params=[MemoryContactRules, LibraryContactRules])
    def contact_rules(self, request: pytest.FixtureRequest) -> ContactRules:
        made: ContactRules = request.param()
        return made
