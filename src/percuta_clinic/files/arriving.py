"""How an upload arrives: in memory alone; nothing clinical touches the disk in the clear."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LIMIT = 10 * 1024 * 1024
TOGETHER = 6 * LIMIT


class InMemory(FileUploadHandler):
    """Keeps what is small enough; of the rest only the size, so that it can be refused by name."""

    held = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begins the next file."""
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Takes a piece, unless that would be too much."""
        size = start + len(raw_data)
        if size > LIMIT or self.held + size > TOGETHER:
            self.buffer = BytesIO()
        elif start == self.buffer.tell():
            self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file with its true size; one that was too large has no content."""
        self.held += self.buffer.tell()
        self.buffer.seek(0)
        return InMemoryUploadedFile(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
