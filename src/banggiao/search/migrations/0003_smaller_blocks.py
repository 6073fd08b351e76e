"""A block of 16,384 entries becomes four: the part of the table that the bits do not know is a fourth as long."""

import os
from array import array

from django.db import migrations

OLD, NEW = 1 << 14, 1 << 12
FEW = 64


def make_smaller(apps, schema_editor):
    common = apps.get_model("search", "Common")
    rows = []
    for token, block, stored in common.objects.values_list("token", "block", "bits"):
        first = block * OLD // NEW
        if token == "":
            rows += [common(token="", block=first + part, bits=os.urandom(16)) for part in range(OLD // NEW)]
            continue
        for part, bits in enumerate(parts_of(bytes(stored))):
            if bits:
                rows.append(common(token=token, block=first + part, bits=bits))
    common.objects.all().delete()
    common.objects.bulk_create(rows, batch_size=500)


def parts_of(stored):
    """Give the bits of each of the four parts; those of few entries as their places, two bytes each."""
    if len(stored) != OLD // 8:
        bitmap = bytearray(OLD // 8)
        for place in array("H", stored):
            bitmap[place >> 3] |= 1 << (place & 7)
        stored = bytes(bitmap)
    size = NEW // 8
    for start in range(0, len(stored), size):
        part = stored[start : start + size]
        bits = int.from_bytes(part, "little")
        if bits.bit_count() < FEW:
            part = array("H", [place for place in range(NEW) if bits >> place & 1]).tobytes()
        yield part


class Migration(migrations.Migration):
    dependencies = [("search", "0002_bits_of_common_words")]

    operations = [migrations.RunPython(make_smaller, migrations.RunPython.noop)]
