"""Backups of the stores, and putting them back.

A backup is a folder: `manifest.json`, the records of each store as compressed lines of JSON, one
file for each table, and what the sandbox keeps in files. It holds what people gave us, so only its
owner may read it; the signing keys are not in it.
"""

from astrobookings.entrypoints.backup.archive import BadBackup, Manifest, verified
from astrobookings.entrypoints.backup.putting_back import put_back
from astrobookings.entrypoints.backup.taking import take

__all__ = ["BadBackup", "Manifest", "put_back", "take", "verified"]
