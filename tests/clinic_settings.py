"""The clinic's own settings in a throw-away home; PERCUTA_DATABASE chooses the database."""

import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from percuta_clinic.config.keys import new_keys, save_keys

HOME = Path(tempfile.mkdtemp(prefix="percuta-test-"))
for name in [name for name in os.environ if name.startswith("PERCUTA_")]:
    if name != "PERCUTA_DATABASE":
        del os.environ[name]
os.environ["PERCUTA_HOME"] = str(HOME)
save_keys(new_keys(), HOME / "keys")
(HOME / "static").mkdir()

settings = import_module("percuta_clinic.config.settings")
if not os.environ.get("PERCUTA_DATABASE"):  # a file, so that other threads and processes see it
    settings.DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
CHANGED = {
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    "EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend",
    "STORAGES": settings.STORAGES
    | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}},
}
if not os.environ.get("PERCUTA_DATABASE"):  # a file, so that other threads and processes see it
    settings.DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
for name, value in CHANGED.items():
    setattr(settings, name, value)
sys.modules[__name__] = settings
