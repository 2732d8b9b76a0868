"""The collection of decisions about policies."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    required,
)

__all__ = ["POLICY_CHANGES"]

POLICY_CHANGES = Definition(
    "policy_changes",
    {
        **required("_id", of="binData"),
        "number": {"bsonType": ["int", "long"], "minimum": 1},
        **required("figures", of="array"),
        "effective_from": {"bsonType": ["long", "int", "null"]},
        "withdraws": {"bsonType": ["binData", "null"]},
        "reason": {"bsonType": "string", "minLength": 1},
        "decided_by": {"bsonType": ["binData", "null"]},
        "decided_at": INSTANT,
        **ENTITY,
        "version": {"enum": [1]},
    },
    (
        Index("uq_policy_changes_number", ("number",), unique=True),
        Index(
            "uq_policy_changes_withdraws",
            ("withdraws",),
            unique=True,
            where={"withdraws": {"$type": "binData"}},
        ),
    ),
)
"""Only grows: a second version is refused."""
