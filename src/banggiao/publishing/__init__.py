"""Papers and files that leave the house: Word in the layout of Nghị định 30/2020, Excel, JSON."""

from banggiao.publishing.letters import outline_docx, reminder_letter, request_letter
from banggiao.publishing.matrix_xlsx import write_matrix_xlsx
from banggiao.publishing.review_docx import write_review_docx
from banggiao.publishing.review_json import ReviewFormatError, load_review, review_json

__all__ = [
    "ReviewFormatError",
    "load_review",
    "outline_docx",
    "reminder_letter",
    "request_letter",
    "review_json",
    "write_matrix_xlsx",
    "write_review_docx",
]
