"""Single-use links sent by mail (stories 0.1, 0.6, 0.8, 0.9)."""

from datetime import datetime, timedelta
from enum import StrEnum

from attrs import evolve, field, frozen

from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.kernel.entities import Entity
from astrobookings.domain.kernel.ids import LinkId, UserId
from astrobookings.domain.kernel.instants import aware
from astrobookings.domain.kernel.origins import SECRET

__all__ = ["Link", "LinkKind", "LinkPolicy", "issue", "use", "with_secret"]


class LinkKind(StrEnum):
    CONFIRM_EMAIL = "confirm_email"
    CHANGE_EMAIL = "change_email"
    RESET_PASSWORD = "reset_password"
    INVITATION = "invitation"
    """A colleague chooses the first password (0.9)."""


@frozen
class LinkPolicy:
    """How long a link works after it was asked for."""

    confirm: timedelta = timedelta(hours=24)
    reset: timedelta = timedelta(hours=1)
    invitation: timedelta = timedelta(days=7)

    def lifetime(self, kind: LinkKind) -> timedelta:
        if kind is LinkKind.INVITATION:
            return self.invitation
        return self.reset if kind is LinkKind.RESET_PASSWORD else self.confirm


@frozen(kw_only=True)
class Link(Entity):
    """A link of which only the hash of the secret is kept; the secret is made for the mail."""

    id: LinkId
    user_id: UserId
    kind: LinkKind
    expires_at: datetime = field(validator=aware)
    secret_hash: str | None = field(default=None, metadata=SECRET, repr=False)
    used_at: datetime | None = None


def issue(
    link_id: LinkId, user_id: UserId, kind: LinkKind, *, now: datetime, policy: LinkPolicy
) -> Link:
    """A new link without a secret yet."""
    return Link(
        id=link_id,
        user_id=user_id,
        kind=kind,
        expires_at=now + policy.lifetime(kind),
        created_at=now,
        updated_at=now,
    )


def with_secret(link: Link, secret_hash: str) -> Link:
    """*link* whose mail carries the secret of *secret_hash*; earlier secrets stop working."""
    return evolve(link, secret_hash=secret_hash)


def use(link: Link, *, kinds: frozenset[LinkKind], secret_hash: str, now: datetime) -> Link:
    """*link* used up.

    Raises:
        LinkExpired: wrong kind, wrong secret, used before, or *now* is past its time.
    """
    fits = link.kind in kinds and link.secret_hash is not None and link.secret_hash == secret_hash
    if not fits or link.used_at is not None or now >= link.expires_at:
        raise LinkExpired
    return evolve(link, used_at=now)
