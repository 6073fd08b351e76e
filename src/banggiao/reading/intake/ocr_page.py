"""Draws one page of the PDF on standard input as a grey bitmap (PGM) on standard output, within limits.

Run as a program of its own by :mod:`banggiao.reading.intake.ocr`.
"""

from __future__ import annotations

import resource
import sys

import pypdfium2 as pdfium

_MEMORY = 1024**3
_SECONDS = 60
_DOTS = 300  # per inch, as Tesseract wants them
_POINTS = 72
_MOST_PIXELS = 20_000_000  # an A4 page at 300 dpi has 8.7 million


def main() -> None:
    """Draw the page whose number, from 0, is the argument."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    document = pdfium.PdfDocument(sys.stdin.buffer.read())
    page = document[int(sys.argv[1])]
    width, height = page.get_size()
    scale = min(_DOTS / _POINTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    stride = bitmap.stride
    if stride != bitmap.width:
        rows = b"".join(rows[at : at + bitmap.width] for at in range(0, stride * bitmap.height, stride))
    sys.stdout.buffer.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + rows)


if __name__ == "__main__":
    main()
