"""Everything the use-cases ask of the outside: one role, one Protocol, one file.

Conventions of every store port. `add` inserts a new entity (version 0) and `save` replaces the one
of the same id and version; both return the entity as stored (one version up, `updated_at` of the
transaction's origin), write its change record, and work only inside a transaction of their store.
`save` raises `Stale` when the stored version differs. `get` raises `NotFound`, `find` answers None.
`lock` is `get` that also keeps others from changing the record until the transaction ends; where a
launch and a booking are both locked, the launch comes first.
"""
