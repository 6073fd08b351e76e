"""Why a file was not read. Every refusal names the file and the reason, in Vietnamese and in English."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """The reasons for which a file is refused. The order is the order of the documentation."""

    SECRET = "secret"  # noqa: S105 - a reason, not a password
    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    BOMB = "bomb"
    UNKNOWN_FORMAT = "unknown-format"
    NEEDS_CONVERSION = "needs-conversion"
    TIMEOUT = "timeout"


MESSAGES: dict[Reason, tuple[str, str]] = {
    Reason.SECRET: (
        "Văn bản có dấu hiệu bí mật nhà nước; không được đưa vào hệ thống này. "
        "Không có nội dung nào được lưu.",
        "The paper bears a mark of State secrecy and may not enter this system. Nothing of it was stored.",
    ),
    Reason.ENCRYPTED: (
        "Tệp được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.",
        "The file is protected by a password. Remove the password and send it again.",
    ),
    Reason.NO_TEXT: (
        "Tệp không có lớp chữ (bản chụp hoặc bản quét). Hãy gửi bản Word hoặc PDF có chữ.",
        "The file has no text layer (a scan or photograph). Send the Word file or a PDF with text.",
    ),
    Reason.BROKEN: (
        "Tệp hỏng hoặc thiếu phần cuối, không mở được.",
        "The file is damaged or cut short and cannot be opened.",
    ),
    Reason.TOO_LARGE: (
        "Tệp lớn hơn mức cho phép.",
        "The file is larger than allowed.",
    ),
    Reason.BOMB: (
        "Tệp nén bung ra lớn bất thường; đã dừng đọc.",
        "The archive expands abnormally; reading was stopped.",
    ),
    Reason.UNKNOWN_FORMAT: (
        "Không nhận ra định dạng. Các định dạng đọc được: docx, doc, odt, rtf, xlsx, pdf có chữ, html, txt, "
        "edXML, zip.",
        "The format is not recognised. Readable formats: docx, doc, odt, rtf, xlsx, pdf with text, html, "
        "txt, edXML, zip.",
    ),
    Reason.NEEDS_CONVERSION: (
        "Tệp .doc cần LibreOffice để đọc, máy này chưa cài. "
        "Hãy mở bằng Word, chọn «Lưu dưới dạng» .docx rồi gửi lại.",
        "A .doc file needs LibreOffice, which is not installed here. "
        "Open it in Word, save it as .docx and send it again.",
    ),
    Reason.TIMEOUT: (
        "Đọc tệp quá thời gian cho phép.",
        "Reading the file took longer than allowed.",
    ),
}


class Refusal(Exception):
    """A file that is not read. ``detail`` adds what is particular to this file, never its content."""

    def __init__(self, reason: Reason, name: str, detail: str = "") -> None:
        super().__init__(reason, name, detail)
        self.reason = reason
        self.name = name
        self.detail = detail

    def message(self, language: str = "vi") -> str:
        """Return the message for a person, in ``language`` ("vi" or "en")."""
        text = MESSAGES[self.reason][0 if language == "vi" else 1]
        return f"{self.name}: {text} {self.detail}".rstrip()

    def __str__(self) -> str:
        return self.message("en")
