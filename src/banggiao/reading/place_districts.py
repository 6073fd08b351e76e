"""Districts and towns of Viet Nam that papers list without their kind: "Cao Lãnh, Sa Đéc"."""

from __future__ import annotations

DISTRICTS = tuple(
    " ".join(name.split())
    for name in """
    Hướng Hóa, Đakrông, Đăk Rông, Vĩnh Linh, Gio Linh, Cam Lộ, Triệu Phong, Hải Lăng, Đông Hà, Kỳ Anh, Hương
    Khê, Hương Sơn, Vũ Quang, Đức Thọ, Can Lộc, Thạch Hà, Cẩm Xuyên, Nghi Xuân, Minh Hóa, Tuyên Hóa, Bố
    Trạch, Quảng Trạch, Lệ Thủy, Đồng Hới, A Lưới, Nam Đông, Phong Điền, Hương Trà, Hương Thủy, Phú Lộc, Nam
    Giang, Tây Giang, Đông Giang, Phước Sơn, Nam Trà My, Bắc Trà My, Điện Bàn, Đại Lộc, Duy Xuyên, Quế Sơn,
    Thăng Bình, Núi Thành, Tam Kỳ, Lý Sơn, Bình Sơn, Đức Phổ, Ba Tơ, Trà Bồng, Hoài Nhơn, Tuy Phước, Quy
    Nhơn, Sông Cầu, Tuy An, Sông Hinh, Đồng Xuân, Cam Ranh, Vạn Ninh, Ninh Hòa, Diên Khánh, Khánh Vĩnh,
    Khánh Sơn, Ninh Hải, Phan Rang, Tuy Phong, Hàm Thuận Bắc, Hàm Thuận Nam, Tánh Linh, Đức Linh, Phú Quý,
    La Gi, Ngọc Hồi, Đăk Glei, Đắk Glei, Sa Thầy, Ia H'Drai, Đăk Hà, Kon Plông, Đức Cơ, Ia Grai, Chư Prông,
    Chư Sê, Chư Păh, Đắk Đoa, An Khê, Ayun Pa, Krông Pa, Ea Súp, Buôn Đôn, Krông Pắc, Krông Búk, Buôn Hồ, Cư
    Jút, Đắk Mil, Đắk Song, Tuy Đức, Krông Nô, Gia Nghĩa, Đắk R'lấp, Lạc Dương, Đơn Dương, Đức Trọng, Di
    Linh, Bảo Lộc, Cát Tiên, Lộc Ninh, Bù Đốp, Bù Gia Mập, Bù Đăng, Hớn Quản, Đồng Xoài, Chơn Thành, Tân
    Biên, Tân Châu, Châu Thành, Bến Cầu, Trảng Bàng, Gò Dầu, Dương Minh Châu, Hòa Thành, Đức Huệ, Mộc Hóa,
    Vĩnh Hưng, Tân Hưng, Thạnh Hóa, Kiến Tường, Đức Hòa, Bến Lức, Cần Giuộc, Cần Đước, Thủ Thừa, Tân Hồng,
    Hồng Ngự, Cao Lãnh, Sa Đéc, Tam Nông, Lấp Vò, Lai Vung, Thanh Bình, Tháp Mười, Cai Lậy, Cái Bè, Gò Công,
    Chợ Gạo, An Phú, Tịnh Biên, Tri Tôn, Châu Đốc, Châu Phú, Thoại Sơn, Chợ Mới, Giang Thành, Hà Tiên, Kiên
    Lương, Hòn Đất, An Biên, An Minh, Vĩnh Thuận, U Minh Thượng, Rạch Giá, U Minh, Trần Văn Thời, Năm Căn,
    Ngọc Hiển, Đầm Dơi, Cái Nước, Thới Bình, Vĩnh Châu, Trần Đề, Cù Lao Dung, Long Phú, Ngã Năm, Kế Sách,
    Trà Cú, Cầu Ngang, Duyên Hải, Tiểu Cần, Càng Long, Ba Tri, Bình Đại, Thạnh Phú, Giồng Trôm, Mỏ Cày, Bình
    Tân, Trà Ôn, Vũng Liêm, Ô Môn, Thốt Nốt, Cờ Đỏ, Ninh Kiều, Cái Răng, Ngã Bảy, Vị Thanh, Long Mỹ, Phụng
    Hiệp, Bình Liêu, Hải Hà, Móng Cái, Đầm Hà, Tiên Yên, Ba Chẽ, Vân Đồn, Cẩm Phả, Uông Bí, Đông Triều,
    Quảng Yên, Cô Tô, Đình Lập, Lộc Bình, Cao Lộc, Văn Lãng, Tràng Định, Bắc Sơn, Chi Lăng, Hữu Lũng, Thạch
    An, Quảng Hòa, Hạ Lang, Trùng Khánh, Hà Quảng, Bảo Lạc, Bảo Lâm, Nguyên Bình, Mèo Vạc, Đồng Văn, Yên
    Minh, Quản Bạ, Vị Xuyên, Hoàng Su Phì, Xín Mần, Bắc Quang, Bắc Mê, Mường Khương, Si Ma Cai, Bắc Hà, Bát
    Xát, Sa Pa, Bảo Thắng, Bảo Yên, Văn Bàn, Sìn Hồ, Mường Tè, Nậm Nhùn, Phong Thổ, Tam Đường, Than Uyên,
    Tân Uyên, Mường Nhé, Nậm Pồ, Mường Chà, Tủa Chùa, Tuần Giáo, Mường Ảng, Mường Lay, Điện Biên Đông, Sông
    Mã, Sốp Cộp, Mai Sơn, Yên Châu, Mộc Châu, Vân Hồ, Thuận Châu, Quỳnh Nhai, Mường La, Bắc Yên, Phù Yên,
    Mường Lát, Quan Sơn, Quan Hóa, Lang Chánh, Thường Xuân, Bá Thước, Như Xuân, Nghi Sơn, Sầm Sơn, Bỉm Sơn,
    Kỳ Sơn, Tương Dương, Con Cuông, Anh Sơn, Thanh Chương, Quế Phong, Quỳ Châu, Quỳ Hợp, Nghĩa Đàn, Diễn
    Châu, Quỳnh Lưu, Nghi Lộc, Nam Đàn, Cửa Lò, Lục Ngạn, Lục Nam, Sơn Động, Yên Thế, Hiệp Hòa, Việt Yên, Từ
    Sơn, Quế Võ, Thuận Thành
    """.split(",")
)
