"""The app of the comments."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "percuta_clinic.comments"
