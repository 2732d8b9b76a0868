"""The composition root: the only place that picks adapters, by the scheme of each URL.

| file | picks the parts that |
|---|---|
| `operations_parts` | live in OperationsDB |
| `system_parts`, `mongo_parts` | live in SystemDB, on SQL or on MongoDB |
| `cache_parts` | live in CacheDB, or in this process |
| `outside` | speak with the world: mail, payments, clock, signing keys |

`schemas` moves the schemas of the stores, `backups` reads stores whole and puts them back.

A new adapter is one line in the file of its system.
"""

from astrobookings.entrypoints.bootstrap.opening import open_parts, open_system
from astrobookings.entrypoints.bootstrap.operations_parts import operations_parts
from astrobookings.entrypoints.bootstrap.outside import (
    create_keys,
    move_clock,
    renew_keys,
    signing_keys,
    ticking,
)
from astrobookings.entrypoints.bootstrap.schemas import migrate_stores, stores_behind
from astrobookings.entrypoints.bootstrap.system_parts import system_parts
from astrobookings.entrypoints.system import System

__all__ = [
    "System",
    "create_keys",
    "migrate_stores",
    "move_clock",
    "open_parts",
    "open_system",
    "operations_parts",
    "renew_keys",
    "signing_keys",
    "stores_behind",
    "system_parts",
    "ticking",
]
