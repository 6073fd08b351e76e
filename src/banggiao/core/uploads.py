"""Uploads stay in memory: a paper may turn out to be secret, so it is looked at before it is written."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OversizedFile(InMemoryUploadedFile):
    """A file above the limit: its name and size are known, its bytes were let go."""


class MemoryOnlyUploadHandler(FileUploadHandler):
    """Keep each file in memory up to ``UPLOAD_FILE_LIMIT`` bytes; a larger one is an :class:`OversizedFile`.

    So does a file that would take the whole request above ``UPLOAD_REQUEST_LIMIT`` bytes in memory. The
    stream is read to its end either way, so that every file gets its answer by name.
    """

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.buffer = BytesIO()
        self.oversized = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        size = start + len(raw_data)
        if size > settings.UPLOAD_FILE_LIMIT or self.kept + size > settings.UPLOAD_REQUEST_LIMIT:
            self.oversized = True
            self.buffer = BytesIO()
        if not self.oversized:
            self.buffer.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept += self.buffer.tell()
        self.buffer.seek(0)
        kind = OversizedFile if self.oversized else InMemoryUploadedFile
        return kind(
            file=self.buffer,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
