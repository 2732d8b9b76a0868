"""What every adapter of `LinkSecrets` must do."""

import re

from astrobookings.application.ports.link_secrets import LinkSecrets

__all__ = ["LinkSecretsContract"]


class LinkSecretsContract:
    """Needs a fixture `link_secrets`."""

    def test_secrets_differ_and_fit_into_addresses(self, link_secrets: LinkSecrets) -> None:
        made = {link_secrets.new() for _ in range(100)}

        assert len(made) == 100
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{22,}", secret) for secret in made)

    def test_a_hash_is_the_same_each_time_and_hides_the_secret(
        self, link_secrets: LinkSecrets
    ) -> None:
        secret = link_secrets.new()

        assert link_secrets.hash(secret) == link_secrets.hash(secret)
        assert secret not in link_secrets.hash(secret)
        assert link_secrets.hash(secret) != link_secrets.hash(link_secrets.new())
