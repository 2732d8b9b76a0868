"""The database of a store, and what every adapter does with it.

How an adapter is built here:

- Its documents are defined in `adapters/mongo/collections/<topic>.py` as a `Definition`: the name,
  rules that every document must meet, and the indexes that back each promise and each query. The
  definition is listed in `collections/__init__.py`; `migrate_mongo` makes it.
- `shape_of("kind", Entity, "collection")` maps an entity to its document: its id is `_id`, an
  instant is an `int` of microseconds (`micros`, `instant` in `mapping`), `Money` is `<name>_cents`,
  an enum its value. `Records(store, shape)` adds, saves, locks and finds such entities and writes
  their change records. `Keyset` reads lists page by page.
- Beyond that, `store.find`, `first` and `count` read, in the running transaction or alone, and
  `store.insert` writes. Everything else is an *act*, a function of the session that runs one
  command: `store.read(act)`, `store.write(act)` in the running transaction,
  `store.write_alone(act)` in it or by itself:

      def end(session: ClientSession | None) -> int:
          return rows.update_many(query, change, session=session).matched_count

      ended = store.write(end)

  An act may be run again when a conflict forced the transaction to begin anew (see `running`), so
  it takes what it writes from outside (ids, instants) and answers a plain value that can be
  compared: a count, a document, None; never a driver's result.
- A refused duplicate raises `Taken(fields)`; the transaction goes on without it. Whatever the
  server could not do for lack of it raises `Unavailable`.
- `find_one_and_update` outside of a transaction is the way to claim one of many: it skips nothing
  and waits for nobody, and two callers never get the same document.
"""

from astrobookings.adapters.mongo.store.client import Document
from astrobookings.adapters.mongo.store.database import MongoStore, Query, Sort
from astrobookings.adapters.mongo.store.failures import Taken
from astrobookings.adapters.mongo.store.running import Act

__all__ = ["Act", "Document", "MongoStore", "Query", "Sort", "Taken"]
