"""What people are told of the records about them (story 0.6)."""

from collections.abc import Mapping

from attrs import fields

from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.monitoring.redaction import names_a_secret
from astrobookings.domain.privacy.records import OPERATIONS_RECORDS, SYSTEM_RECORDS
from astrobookings.domain.sync.facts import facts_of

__all__ = ["told"]

_UNTOLD = {one.kind: one.untold for one in (*SYSTEM_RECORDS, *OPERATIONS_RECORDS)}


def told(kind: str, record: Entity) -> Mapping[str, object]:
    """The facts of a *record* of *kind*, without secrets and what is for the platform alone."""
    own = fields(type(record))
    secret = {one.name for one in own if one.metadata.get("secret", False)}
    if kind == "notification":
        secret -= {"details"}
    facts = facts_of(record, without=frozenset(secret) | _UNTOLD.get(kind, frozenset()))
    return {name: fact for name, fact in facts.items() if not _is_secret(name)}


def _is_secret(path: str) -> bool:
    return any(names_a_secret(name) for name in path.split("/"))
