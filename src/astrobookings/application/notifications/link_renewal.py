"""The secret of a link is made when its mail is written."""

from attrs import frozen

from astrobookings.application.notifications.mail_writer import MailedLink
from astrobookings.application.ports.clock import Clock
from astrobookings.application.ports.link_secrets import LinkSecrets
from astrobookings.application.ports.links import Links
from astrobookings.domain.identity.links import Link, with_secret
from astrobookings.domain.kernel.errors import NotFound
from astrobookings.domain.kernel.ids import LinkId

__all__ = ["LinkRenewal"]


@frozen
class LinkRenewal:
    """Gives links that still work a secret; only its hash is kept."""

    links: Links
    link_secrets: LinkSecrets
    clock: Clock

    def __call__(self, link_id: LinkId) -> MailedLink:
        """In a transaction: the link with a fresh secret; an earlier one stops working.

        Raises:
            NotFound: the link is gone, used, too old, or superseded by a newer one.
        """
        link = self.links.lock(link_id)
        if not self._works(link):
            raise NotFound("working link", str(link_id))
        secret = self.link_secrets.new()
        self.links.save(with_secret(link, self.link_secrets.hash(secret)))
        return MailedLink(f"{link_id}.{secret}", link.expires_at)

    def _works(self, link: Link) -> bool:
        latest = self.links.latest_of(link.user_id, link.kind)
        fresh = link.used_at is None and self.clock.now() < link.expires_at
        return fresh and latest is not None and latest.id == link.id
