"""Where a command works: the settings of the environment, or the embedded data folder."""

import os
from pathlib import Path

from attrs import define

from astrobookings.entrypoints.bootstrap import migrate_stores, open_system, stores_behind
from astrobookings.entrypoints.settings import (
    BadSettings,
    Settings,
    embedded_settings,
    is_configured,
    settings_from,
)
from astrobookings.entrypoints.system import System

__all__ = ["Place"]


@define
class Place:
    """The stores that a command line speaks of."""

    data: str

    def settings(
        self, *, embedded: bool = False, port: int = 8000, host: str = "127.0.0.1"
    ) -> Settings:
        """The settings of the environment; embedded when asked for or when none are set.

        Raises:
            BadSettings: the environment says only a part of what is needed.
        """
        if embedded or not is_configured(os.environ):
            folder = Path(self.data).resolve()
            faults = os.environ.get("ASTRO_FAULTS") == "1"
            return embedded_settings(
                folder, port=port, host=host, faults=faults, environment=os.environ
            )
        return settings_from(os.environ)

    def ready(self, settings: Settings) -> Settings:
        """*settings* once their stores have the present schema; embedded ones are migrated.

        Raises:
            BadSettings: stores that are shared with others wait for `astrobookings migrate`.
        """
        if settings.embedded:
            migrate_stores(settings)
        elif stores_behind(settings):
            raise BadSettings("The databases are not at the present schema: run migrate first.")
        return settings

    def system(self) -> System:
        """The system on these settings.

        Raises:
            BadSettings: as `settings` and `ready`.
        """
        return open_system(self.ready(self.settings()))
