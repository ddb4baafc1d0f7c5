"""Addresses of styles, scripts and icons, each worked out once: a page has dozens of them."""

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statics(CompressedManifestStaticFilesStorage):
    """The files as they were collected; they do not change while a server runs."""

    # Our modules name each other by digest too; those of others name what they do not bring.
    support_js_module_import_aggregation = True
    _js_module_import_aggregation_patterns = (
        "clinic/room/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._urls: dict[str | None, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        """The address of a file, with the digest of what is in it."""
        if force:
            return str(super().url(name, force))
        found = self._urls.get(name)
        if found is None:
            found = self._urls[name] = str(super().url(name))
        return found
