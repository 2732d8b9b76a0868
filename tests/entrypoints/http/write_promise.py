"""Writes what the API of this version promises; see `test_versions`."""

import json

from .breaking import promise
from .test_every_route import DOCUMENT
from .test_versions import PROMISED

if __name__ == "__main__":
    PROMISED.parent.mkdir(exist_ok=True)
    PROMISED.write_text(json.dumps(promise(DOCUMENT), indent=1, sort_keys=True) + "\n", "utf-8")
