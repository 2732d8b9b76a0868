"""A part for each port, opened as the settings have it."""

import random
from contextlib import ExitStack

from attrs import evolve

from astrobookings.adapters.documents.charts import SvgCharts
from astrobookings.adapters.documents.letters import JinjaLetters
from astrobookings.adapters.documents.papers import DocumentPapers
from astrobookings.adapters.documents.sheets import DocumentSheets
from astrobookings.adapters.documents.tables import DocumentTables
from astrobookings.adapters.sql import SqlStore
from astrobookings.adapters.system.contact_rules import LibraryContactRules
from astrobookings.adapters.system.ids import SystemIds
from astrobookings.adapters.system.link_secrets import RandomLinkSecrets
from astrobookings.adapters.system.one_time_codes import TotpCodes
from astrobookings.adapters.system.passwords import Argon2Passwords
from astrobookings.adapters.system.tokens import SignedTokens
from astrobookings.application.ports.clock import Clock
from astrobookings.entrypoints.bootstrap.cache_parts import open_cache
from astrobookings.entrypoints.bootstrap.closing import closing
from astrobookings.entrypoints.bootstrap.extras import require_extras
from astrobookings.entrypoints.bootstrap.operations_parts import operations_parts
from astrobookings.entrypoints.bootstrap.outside import (
    open_mail,
    open_payments,
    signing_keys,
    ticking,
)
from astrobookings.entrypoints.bootstrap.system_parts import open_system_store
from astrobookings.entrypoints.living import Living
from astrobookings.entrypoints.parts import Parts
from astrobookings.entrypoints.policies import policies_in
from astrobookings.entrypoints.settings import Settings, shown
from astrobookings.entrypoints.system import System, assemble

__all__ = ["open_parts", "open_system"]


def open_system(settings: Settings) -> System:
    """The system that *settings* describe, on stores that are migrated already.

    Raises:
        BadSettings: an URL of an unknown kind.
    """
    policies = policies_in(settings.policies_file)
    parts = evolve(open_parts(settings), settings=shown(settings), **policies)
    living = Living(assemble(parts))
    living.look_if_possible()
    return living.system


def open_parts(settings: Settings, *, clock: Clock | None = None, durable: bool = True) -> Parts:
    """An adapter for each port, as *settings* have it; *durable* as `SqlStore` says.

    Raises:
        BadSettings: an URL of an unknown kind.
    """
    require_extras(settings)
    ids = SystemIds()
    now = clock or ticking(settings)
    with ExitStack() as opened:
        operations = closing(opened, SqlStore(settings.operations_url, ids, durable=durable))
        mail, mailbox = open_mail(settings, opened)
        gateway, payment_signals = open_payments(settings, now, opened)
        return Parts(
            **operations_parts(operations),
            **open_system_store(settings, ids, opened, durable=durable),
            **open_cache(settings, now, opened),
            clock=now,
            ids=ids,
            passwords=closing(opened, Argon2Passwords()),
            tokens=SignedTokens(signing_keys(settings)),
            link_secrets=RandomLinkSecrets(),
            one_time_codes=TotpCodes(),
            contact_rules=LibraryContactRules(),
            gateway=gateway,
            payment_signals=payment_signals,
            mail=mail,
            mailbox=mailbox,
            letters=JinjaLetters(),
            papers=DocumentPapers(),
            tables=DocumentTables(),
            sheets=DocumentSheets(),
            charts=SvgCharts(),
            jitter=random.SystemRandom().random,
            public_url=settings.public_url,
            close=opened.pop_all().close,
        )
