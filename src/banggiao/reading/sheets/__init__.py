"""Spreadsheets as rows of values, one row at a time: workbooks (xlsx) and OpenDocument sheets (ods).

Unlike :mod:`banggiao.reading.intake`, which reads a workbook as a paper, this keeps what a cell holds: a
number stays a number and a date a date. Formulas are never evaluated; the value that was last computed stands
for them.
"""

from banggiao.reading.sheets.book import Book, open_book
from banggiao.reading.sheets.values import Broken, Day, Formula, GridRow, Value, letter_of

__all__ = ["Book", "Broken", "Day", "Formula", "GridRow", "Value", "letter_of", "open_book"]
