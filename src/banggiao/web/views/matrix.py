"""The matrix page, filled anew while files are being read."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from banggiao.reviews import selectors
from banggiao.web.matrix import columns_of, rows_of, years_of
from banggiao.web.review_tables import matrix_table
from banggiao.web.summary import summary_of
from banggiao.web.tables import with_tables
from banggiao.web.views.shared import page, review_or_404

STOP_POLLING = 286  # htmx: swap this answer in, then ask no more


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponseBase:
    """Clause × body, for one year or the whole period."""
    review = review_or_404(request, review_key)
    appraisal = selectors.matrix(review)
    busy = summary_of(review).busy
    keys = dict(review.instrument.clauses.values_list("number", "key"))
    columns, groups = columns_of(appraisal, {number: str(key) for number, key in keys.items()})
    years = years_of(appraisal)
    given = request.GET.get("year", "")
    year = next((year for year in years if str(year) == given), None)
    shown = request.GET.get("show", "")
    rows = rows_of(review.key, appraisal, columns, year=year, show=shown)
    context = {
        "review": review,
        "groups": groups,
        "columns": columns,
        "rows": rows,
        "years": years,
        "year": year,
        "show": shown,
        "busy": busy,
        "nothing": _("empty"),
        "unmatched": len(selectors.unmatched(review)),
    }
    if getattr(request, "htmx", False):
        return render(request, "web/_matrix.html", context, status=200 if busy else STOP_POLLING)
    table = matrix_table(review, columns, rows, year=year)
    return with_tables(
        request, [table],
        lambda tables: page(request, review, "web/matrix.html", "matrix", {**context, "tables": tables}),
        address=reverse("web:matrix", args=[review.key]),
    )  # fmt: skip
