"""The words this command was called with, so that what it tells people to type works for them."""

import os

from percuta.casefile.problems import printable

CALLED = printable(os.environ.get("PERCUTA_CALLED_AS", "percuta"))
