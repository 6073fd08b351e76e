"""The instrument's clauses, corrected by hand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from banggiao.core.errors import DeedRefused
from banggiao.instruments.models import Clause
from banggiao.instruments.services import clause_restore
from banggiao.reviews import services
from banggiao.reviews.jobs import ask_to_match_again
from banggiao.reviews.models import Review
from banggiao.web.forms import ClauseForm, NewClauseForm
from banggiao.web.views.shared import UNPROCESSABLE, announce, in_words, page, review_or_404, who


@require_GET
def show(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """The clauses as read and corrected."""
    return _listing(request, review_or_404(request, review_key))


@require_POST
def add(request: HttpRequest, review_key: UUID) -> HttpResponse:
    """Add a clause by hand."""
    review = review_or_404(request, review_key)
    form = NewClauseForm(request.POST, groups=_groups(review))
    if form.is_valid():
        data = form.cleaned_data
        group = data["group"]
        last = group.members.order_by("order").last() if group else None
        try:
            clause = services.clause_add(
                review=review,
                number=data["number"],
                title=data["title"],
                text=data["text"],
                kind=data["kind"],
                group=group,
                after=last or group,
                who=who(request),
            )
        except DeedRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, in_words(refusal))
        else:
            messages.success(request, _("Clause %(number)s was added.") % {"number": clause.number})
            return redirect(f"{reverse('web:clauses', args=[review.key])}#clause-{clause.key}")
    return _listing(request, review, new_form=form, status=UNPROCESSABLE)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, review_key: UUID, clause_key: UUID) -> HttpResponse:
    """Correct one clause, or archive it."""
    review = review_or_404(request, review_key)
    clause = get_object_or_404(Clause, key=clause_key, instrument=review.instrument)
    if request.method == "GET":
        return _form(request, review, clause, _form_for(clause))
    form = ClauseForm(request.POST, auto_id=f"clause-{clause.key}-%s")
    deed = request.POST.get("deed", "change")
    if deed == "change" and not form.is_valid():
        return _form(request, review, clause, form, status=UNPROCESSABLE)
    try:
        clause, words = _do(request, review, clause, form)
    except DeedRefused as refusal:
        return _form(
            request, review, clause, _form_for(clause), refusal=in_words(refusal), status=UNPROCESSABLE
        )
    return _row(request, review, clause, words)


def _do(request: HttpRequest, review: Review, clause: Clause, form: ClauseForm) -> tuple[Clause, str]:
    """Do what the person asked of a clause and say in words what became of it."""
    number = {"number": clause.number}
    match request.POST.get("deed", "change"):
        case "change":
            changed = services.clause_change(clause=clause, who=who(request), **form.cleaned_data)
            return changed, _("Clause %(number)s was changed.") % number
        case "archive":
            archived = services.clause_archive(clause=clause, who=who(request))
            return archived, _("Clause %(number)s was archived.") % number
        case "restore":
            restored = clause_restore(clause=clause, who=who(request))
            ask_to_match_again(review.instrument)
            return restored, _("Clause %(number)s was taken back in.") % number
    return clause, ""


def _group_ids(review: Review) -> set[int | None]:
    """Return the clauses that others stand under."""
    return set(review.instrument.clauses.exclude(group=None).values_list("group", flat=True))


def _groups(review: Review) -> QuerySet[Clause]:
    return review.instrument.clauses.filter(archived_at__isnull=True, group__isnull=True)


def _form_for(clause: Clause) -> ClauseForm:
    initial = {"title": clause.title, "text": clause.text, "kind": clause.kind}
    form = ClauseForm(initial=initial, auto_id=f"clause-{clause.key}-%s")
    form.fields["title"].widget.attrs["autofocus"] = True
    return form


def _form(
    request: HttpRequest,
    review: Review,
    clause: Clause,
    form: ClauseForm,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"review": review, "clause": clause, "form": form, "refusal": refusal}
    if getattr(request, "htmx", False):
        return render(request, "web/_clause_form.html", context, status=status)
    return page(request, review, "web/clause.html", "clauses", context, status=status)


def _row(request: HttpRequest, review: Review, clause: Clause, words: str) -> HttpResponse:
    if not getattr(request, "htmx", False):
        if words:
            messages.success(request, words)
        return redirect("web:clauses", review.key)
    response = render(
        request, "web/_clause.html", {"review": review, "clause": clause, "group_ids": _group_ids(review)}
    )
    return announce(response, words) if words else response


def _listing(
    request: HttpRequest, review: Review, new_form: NewClauseForm | None = None, status: int = 200
) -> HttpResponse:
    clauses = review.instrument.clauses.select_related("group").order_by("order", "id")
    context = {
        "clauses": clauses,
        "group_ids": _group_ids(review),
        "new_form": new_form
        or NewClauseForm(groups=_groups(review), auto_id="new-%s", initial={"kind": "task"}),
    }
    return page(request, review, "web/clauses.html", "clauses", context, status=status)
