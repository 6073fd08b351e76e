"""The forms that people fill in. Rules of the domain are the services'; here is only what a form can know."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from banggiao.instruments.models import Clause
from banggiao.web.templatetags.web import KINDS


class PlainForm(forms.Form):
    """A form whose inputs wear the house's classes and name their help and error to screen readers."""

    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, forms.CheckboxInput):
                continue
            if isinstance(widget, forms.FileInput):
                look = "visually-hidden"  # its label is the button, in the page's language
            else:
                look = "form-select" if isinstance(widget, forms.Select) else "form-control"
            widget.attrs.setdefault("class", look)


class DayField(forms.DateField):
    """A day as it is written here, 30/10/2026: a browser's own field shows it in the browser's language."""

    def __init__(self, **kwargs: Any) -> None:
        look = {"placeholder": "31/12/2026", "autocomplete": "off", "inputmode": "numeric"}
        kwargs.setdefault("widget", forms.DateInput(attrs=look, format="%d/%m/%Y"))
        super().__init__(input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"], **kwargs)


class ReviewForm(PlainForm):
    """What a new review needs to know."""

    instrument = forms.FileField(
        widget=forms.FileInput,
        label=_("Instrument under review"),
        help_text=_(
            "Word, PDF with text, HTML or text. Its clauses and the bodies it asks are read from it."
        ),
        error_messages={"required": _("Choose the file of the instrument.")},
    )
    title = forms.CharField(
        label=_("Title of the review"),
        required=False,
        max_length=500,
        help_text=_("Left empty, the instrument's own title is used."),
    )
    period_from = forms.IntegerField(label=_("From year"), required=False, min_value=1945, max_value=2200)
    period_to = forms.IntegerField(label=_("To year"), required=False, min_value=1945, max_value=2200)
    agency = forms.CharField(
        label=_("Reviewing body"),
        required=False,
        max_length=300,
        help_text=_("As it stands at the head of its papers; used in the letters and the synthesis."),
    )
    since = forms.FileField(
        widget=forms.FileInput,
        label=_("The last review's review.json"),
        required=False,
        help_text=_("Shows what was promised then and what became of it."),
    )
    not_secret = forms.BooleanField(
        label=_("I have checked: this paper is not a State secret."),
        error_messages={"required": _("Only papers that are not secret may enter this system.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("period_from"), data.get("period_to")
        if (first is None) != (last is None):
            self.add_error("period_to" if last is None else "period_from", _("Give both years, or none."))
        elif first is not None and last is not None and last < first:
            self.add_error("period_to", _("The last year must not be before the first."))
        return data

    @property
    def period(self) -> tuple[int, int] | None:
        first = self.cleaned_data.get("period_from")
        last = self.cleaned_data.get("period_to")
        return (first, last) if first and last else None


class ClauseForm(PlainForm):
    """The words of one clause."""

    title = forms.CharField(
        label=_("Clause title"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    kind = forms.ChoiceField(label=_("Kind"), choices=list(KINDS.items()))


class NewClauseForm(ClauseForm):
    """A clause added by hand, under a group or at the end."""

    number = forms.CharField(
        label=pgettext_lazy("clause", "Number"),
        max_length=32,
        help_text=_("For example 3.4; it is never given to another clause."),
    )
    group = forms.ModelChoiceField(
        label=_("Group"), queryset=Clause.objects.none(), required=False, empty_label=_("none")
    )
    field_order = ["number", "group", "title", "text", "kind"]

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]
