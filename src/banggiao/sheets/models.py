"""Spreadsheets on their way into the register, and what a person once said of a sender's columns."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from banggiao.core.keys import uuid7

NO_SENDER = UUID(int=0)
"""The sender of a file of which nobody said who sent it; and nobody's files."""


class FileState(models.TextChoices):
    ASKED = "asked", "chờ ghép cột"
    QUEUED = "queued", "đang kiểm tra"
    READY = "ready", "sẵn sàng"
    FAULTY = "faulty", "có lỗi"
    REFUSED = "refused", "không nhận"
    LOADING = "loading", "đang nạp"
    LOADED = "loaded", "đã nạp"
    UNDONE = "undone", "đã hoàn tác"


class FileKind(models.TextChoices):
    ROWS = "rows", "dòng mới"
    CHANGES = "changes", "sửa đổi"


class ColumnMapping(models.Model):
    """What the columns of one sender's tables are, by the shape of their header.

    ``columns`` is heading → field ("" is left out), headings as :func:`banggiao.sources.headings.heading_key`
    writes them; ``fixed`` is field → value for every row, "@" standing for the sender. ``sender`` is an
    actor's key, :data:`NO_SENDER` where it is not known.
    """

    id = models.BigAutoField(primary_key=True)
    sender = models.UUIDField(default=NO_SENDER)
    noun = models.CharField(max_length=32)
    shape = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    fixed = models.JSONField(default=dict)
    said_by = models.CharField(max_length=200)
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "noun", "shape"], name="sheets_mapping_one_of_sender")
        ]
        indexes = [models.Index(fields=["noun", "shape"], name="sheets_mapping_of_shape")]

    def __str__(self) -> str:
        return f"{self.noun} {self.sender}"


class SheetFile(models.Model):
    """A spreadsheet that a person dropped, until it is loaded or put away. Its bytes lie in the folder
    "staged".

    ``user`` is the key of the person, who alone sees it. ``columns`` are the fields of its columns in the
    order of ``header``; ``mapped_by`` says whose mapping they are ("" where they are only proposed). ``skip``
    are lines that the person left out, ``accepted`` conflicts ("LINE:FIELD") in which the file wins.
    ``found`` is what was found when it was read: faults, warnings, duplicates, a sample, changes.
    ``request_id`` names its load in the audit.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    user = models.UUIDField()
    noun = models.CharField(max_length=32)
    kind = models.CharField(max_length=8, choices=FileKind.choices, default=FileKind.ROWS)
    state = models.CharField(max_length=8, choices=FileState.choices, default=FileState.ASKED)
    name = models.CharField(max_length=300)
    sender = models.UUIDField(null=True)
    sheet = models.CharField(max_length=300, blank=True)
    sheets = models.JSONField(default=list)
    header = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    fixed = models.JSONField(default=dict)
    mapped_by = models.CharField(max_length=200, blank=True)
    skip = models.JSONField(default=list)
    accepted = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    found = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    put_away_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "noun", "id"], name="sheets_file_of_user")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class ListState(models.TextChoices):
    QUEUED = "queued", "đang ghi"
    READY = "ready", "sẵn sàng"
    REFUSED = "refused", "không ghi được"


class ListFile(models.Model):
    """A list that a person asked for as a file, made in the background and kept for a day for that person
    alone.

    ``query`` is the list's address as it was asked, ``user`` the person's key. The file lies in the folder
    "lists" under ``key``.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.UUIDField(unique=True, default=uuid7, editable=False)
    user = models.UUIDField()
    noun = models.CharField(max_length=32)
    format = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    query = models.TextField(blank=True)
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=8, choices=ListState.choices, default=ListState.QUEUED)
    rows = models.PositiveIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    reason_vi = models.CharField(max_length=500, blank=True)
    reason_en = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "id"], name="sheets_list_of_user")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
