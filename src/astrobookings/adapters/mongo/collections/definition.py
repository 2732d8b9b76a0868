"""What a collection promises, whatever the code does: its indexes, and rules of its documents."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen

from astrobookings.adapters.mongo.store.client import Document

__all__ = ["ENTITY", "INSTANT", "Definition", "Index", "choice", "required"]

Rules = Mapping[str, Any]

INSTANT: Rules = {"bsonType": ["long", "int"]}
"""Whole microseconds since 1970."""
ENTITY: Mapping[str, Rules] = {
    "created_at": INSTANT,
    "updated_at": INSTANT,
    "version": {"bsonType": ["int", "long"], "minimum": 1},
}
"""The fields every stored entity carries."""


def choice(kind: type[StrEnum], *, nullable: bool = False) -> Rules:
    """One of the values of *kind*."""
    values = sorted(str(one) for one in kind)
    return {"enum": [*values, None] if nullable else values}


def required(*names: str, of: str = "string") -> dict[str, Rules]:
    """Fields that all have values of one BSON type, such as `string` or `binData`."""
    return {name: {"bsonType": of} for name in names}


@frozen
class Index:
    """An index over *fields*, in this order, ascending.

    Only documents that meet *where* are in it; whoever is to be served by it asks the same.
    """

    name: str
    fields: tuple[str, ...]
    unique: bool = False
    where: Document | None = None

    @property
    def options(self) -> Document:
        """What `create_index` takes beside the fields."""
        partial = {} if self.where is None else {"partialFilterExpression": self.where}
        unique = {"unique": True} if self.unique else {}
        return {"name": self.name, **unique, **partial}


@frozen
class Definition:
    """A collection: every document has the fields that *rules* name, as they say."""

    name: str
    rules: Mapping[str, Rules] = field(factory=dict)
    indexes: tuple[Index, ...] = ()

    @property
    def validator(self) -> Document:
        """The rules as MongoDB takes them."""
        properties = {name: dict(rule) for name, rule in sorted(self.rules.items())}
        schema: Document = {"bsonType": "object"}
        if properties:
            schema |= {"required": sorted(properties), "properties": properties}
        return {"$jsonSchema": schema}
