"""Links that are asked for, mailed, and followed once."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from attrs import frozen

from astrobookings.application.ports.ids import Ids
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.links import Links
from astrobookings.application.ports.outbox import Outbox
from astrobookings.domain.identity.errors import LinkExpired
from astrobookings.domain.identity.events import LinkRequested
from astrobookings.domain.identity.links import Link, LinkKind, LinkPolicy, issue, use
from astrobookings.domain.kernel.ids import LinkId, UserId

__all__ = ["MailedLinks"]

_LONGEST_TOKEN = 500


@frozen
class MailedLinks:
    """Only a user's newest link of a kind works; a token is `<link id>.<secret>`."""

    links: Links
    link_secrets: LinkSecrets
    system_outbox: Outbox
    ids: Ids
    link_policy: LinkPolicy

    def request(self, user_id: UserId, kind: LinkKind, now: datetime) -> None:
        """In a transaction: issue a link whose mail is to be sent."""
        link_id = LinkId(self.ids.new())
        self.links.add(issue(link_id, user_id, kind, now=now, policy=self.link_policy))
        self.system_outbox.add(LinkRequested(user_id, link_id, kind.value))

    def owner(self, token: str, kinds: Collection[LinkKind], now: datetime) -> UserId:
        """The user who may follow the link of *token* now.

        Raises:
            LinkExpired: malformed, unknown, of another kind, superseded, used or too old.
        """
        link_id, secret = _parts(token)
        return self._used(self.links.find(link_id), secret, kinds, now).user_id

    def use(self, token: str, kinds: Collection[LinkKind], now: datetime) -> Link:
        """In a transaction: use up the link of *token*.

        Raises:
            LinkExpired: as `owner`.
        """
        link_id, secret = _parts(token)
        return self.links.save(self._used(self.links.lock(link_id), secret, kinds, now))

    def _used(
        self, link: Link | None, secret: str, kinds: Collection[LinkKind], now: datetime
    ) -> Link:
        if link is None:
            raise LinkExpired
        hashed = self.link_secrets.hash(secret)
        used = use(link, kinds=frozenset(kinds), secret_hash=hashed, now=now)
        latest = self.links.latest_of(link.user_id, link.kind)
        if latest is None or latest.id != link.id:
            raise LinkExpired
        return used


def _parts(token: str) -> tuple[LinkId, str]:
    head, _, secret = token.partition(".")
    if len(token) > _LONGEST_TOKEN or not token.isascii() or not secret:
        raise LinkExpired
    try:
        return LinkId(UUID(head)), secret
    except ValueError:
        raise LinkExpired from None
