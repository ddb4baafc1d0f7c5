"""Starts Django; imported before anything that reads a model."""

import os

import django

from percuta_clinic.config.sqlite import use_bundled

use_bundled()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "percuta_clinic.config.settings")
django.setup()
READY = True
