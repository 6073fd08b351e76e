"""Offices as papers list and abbreviate them."""

from __future__ import annotations


def _listed(words: str) -> tuple[str, ...]:
    return tuple(" ".join(word.split()) for word in words.split(","))


OFFICES = (
    "Trung tâm thông tin, chỉ đạo điều hành của Chính phủ, Thủ tướng Chính phủ",
    *_listed(
        """
    TTTU, TT.TU, TT TU, TTUB, TT.UB, VPUB, VPTU, HĐND, UBND, TT HĐND, TT.HĐND, TT HĐND tỉnh, TT.HĐND tỉnh,
    TT HĐND TP, TT UBND, TT.UBND, TT UBND tỉnh, TT.UBND tỉnh, BGĐ Sở, UBMTTQ, UBMTTQ Việt Nam tỉnh,
    Ủy ban MTTQ tỉnh, UBMTTQ tỉnh, UBMTTQVN tỉnh, MTTQ, MTTQ tỉnh, Đoàn ĐBQH tỉnh, Đoàn ĐBQH TP, Đoàn ĐBQH,
    TLSQ, ĐSQ, Thượng viện, Hạ viện, Nghị viện, Đại hội đồng, Ban Quản lý các KCN,
    Ban Quản lý các khu công nghiệp,
    Đại hội đại biểu nhân dân toàn quốc, Đảng ủy, Mặt trận Lào xây dựng đất nước,
    Văn phòng Đoàn đại biểu Quốc hội và HĐND tỉnh,
    Văn phòng Đoàn ĐBQH và HĐND tỉnh, Văn phòng Đoàn đại biểu Quốc hội và HĐND thành phố,
    Văn phòng HĐND tỉnh, Văn phòng HĐND và UBND, Văn phòng HĐND và UBND huyện,
    Văn phòng HĐND và UBND thành phố,
    Văn phòng HĐND và UBND thị xã, Văn phòng HĐND và UBND quận, Văn phòng HĐND và UBND xã,
    Văn phòng HĐND và UBND phường,
    Ban Quản lý các khu công nghiệp và chế xuất, Ban Quản lý các khu kinh tế, BQL các KCN,
    Kho bạc Nhà nước, Kho bạc nhà nước, QĐND Việt Nam, QĐND, CAND,
    Ban Quản lý các dự án, Ban Thường vụ, Ban Chấp hành,
    VTV1, VTV2, VTV3, VTV4, VTV5, VTV8, VTV9, VOV1, VOV2, VOV3, VOV4, VOV5, VOV, VTV, VTC, TTTU, TTHĐND,
    TTHĐND TP, Ban Thư ký, Quỹ Bảo hộ công dân và pháp nhân Việt Nam ở nước ngoài,
    TTHĐND tỉnh, TTUBND, TTUBND tỉnh, Quốc vụ viện
    """
    ),
)
"""Abbreviated offices, as papers list them."""
