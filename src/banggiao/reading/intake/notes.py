"""What readers of several formats say about what they left out, in words an official understands."""

NOTE_TRACKED = "Văn bản còn dấu vết sửa đổi: đã đọc như khi chấp nhận mọi sửa đổi."
NOTE_HIDDEN = "Văn bản có chữ ẩn; phần chữ ẩn không được đọc."
NOTE_CONTENTS = "Mục lục do máy tạo được bỏ qua."
