"""The look as a Django app, so that its files and templates are found."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Styles, icons, scripts, page frames and pieces; no tables, no pages of its own."""

    name = "percuta_clinic.look"
    label = "look"
