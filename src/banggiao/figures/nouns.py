"""The nouns of this room: indicators and figures."""

from __future__ import annotations

from banggiao.core.nouns import Fault, Field, Kind, Noun, register
from banggiao.core.shapes import day, interval, note, record, text, words
from banggiao.figures.models import Figure, Indicator

INDICATOR = register(
    Noun(
        code="indicator", model=Indicator, vi="chỉ tiêu", en="indicator", en_many="indicators", title=("name_vi",), english="name_en",
        order="name_vi",
        fields=(
            text("code", "mã", "code", required=True, max_length=64, listed=True),
            text("name_vi", "tên chỉ tiêu", "indicator", required=True, search="A", listed=True, sorted=True),
            text("name_en", "tên tiếng Anh", "English name", search="A", listed=True),
            text("unit", "đơn vị tính", "unit", required=True, max_length=64, listed=True),
            words("counting", "cách tính", "counting rule"),
        ),
        refusals={
            "figures_indicator.code": Fault("code", "taken", "Mã này đã có.", "This code is taken."),
            "figures_indicator_code": Fault("code", "taken", "Mã này đã có.", "This code is taken."),
        },
        follows=frozenset({"figures.Figure.indicator"}),
    )
)  # fmt: skip

FIGURE = register(
    Noun(
        code="figure", model=Figure, vi="số liệu", en="figure", en_many="figures",
        title=("indicator", "subject", "valid_from"), order="-valid_from",
        fields=(
            record("indicator", "chỉ tiêu", "indicator", "indicator", required=True, listed=True, filtered=True),
            record("subject", "của", "subject", "actor", required=True, listed=True, filtered=True),
            record("counterpart", "với", "counterpart", "actor", listed=True, filtered=True),
            Field("value", Kind.DECIMAL, "giá trị", "value", required=True, listed=True, sorted=True),
            text("unit", "đơn vị", "unit", required=True, max_length=64, listed=True),
            *interval(("kỳ từ", "period from"), ("kỳ đến", "period to"), listed=True, required=True),
            day("as_of", "tính đến ngày", "as of", required=True, listed=True),
            note(),
        ),
        refusals={
            "figures_figure_interval": Fault("valid_to", "interval", "Kỳ kết thúc trước khi bắt đầu.", "The period ends before it starts."),
        },
    )
)  # fmt: skip
