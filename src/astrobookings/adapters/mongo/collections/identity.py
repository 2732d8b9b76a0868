"""The collections of identity."""

from astrobookings.adapters.mongo.collections.definition import (
    ENTITY,
    INSTANT,
    Definition,
    Index,
    choice,
    required,
)
from astrobookings.domain.identity.accounts import AccountStatus
from astrobookings.domain.identity.links import LinkKind
from astrobookings.domain.identity.roles import Position, Role
from astrobookings.domain.identity.sessions import EndReason

__all__ = ["LINKS", "PROFILES", "SECOND_FACTORS", "SESSIONS", "USERS"]

USERS = Definition(
    "users",
    {
        **required("_id", of="binData"),
        **required("email", "password_hash", "first_name", "last_name", "search_text"),
        "role": choice(Role),
        "position": choice(Position, nullable=True),
        "status": choice(AccountStatus),
        **ENTITY,
    },
    (
        Index("uq_users_email", ("email",), unique=True),
        Index("ix_users_name", ("last_name", "first_name", "_id")),
        Index("ix_users_created", ("created_at", "_id")),
    ),
)
PROFILES = Definition(
    "profiles",
    {
        **required("_id", of="binData"),
        **required("first_name", "last_name", "birth_date", "country", "tax_id"),
        **ENTITY,
    },
)
SESSIONS = Definition(
    "sessions",
    {
        **required("_id", "user_id", of="binData"),
        "expires_at": INSTANT,
        "refreshed_at": INSTANT,
        "end_reason": choice(EndReason, nullable=True),
        **ENTITY,
    },
    (Index("ix_sessions_user", ("user_id", "created_at", "_id")),),
)
LINKS = Definition(
    "links",
    {
        **required("_id", "user_id", of="binData"),
        "kind": choice(LinkKind),
        "expires_at": INSTANT,
        **ENTITY,
    },
    (Index("ix_links_user", ("user_id", "kind", "created_at", "_id")),),
)
SECOND_FACTORS = Definition(
    "second_factors",
    {**required("_id", of="binData"), **required("secret"), **ENTITY},
)
