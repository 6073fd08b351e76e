"""The tables of a partner's relation file."""

from __future__ import annotations

from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banggiao.actors.models import Actor
from banggiao.core.access import Viewer
from banggiao.core.nouns import Kind, noun_of
from banggiao.engagements.selectors import Relation
from banggiao.instruments.rules import STATES
from banggiao.web.tables import Cell, Head, Line, Table, described
from banggiao.web.templatetags.web import called, given, seen_by
from banggiao.web.views.records import address_of, language, list_of


def relation_tables(found: Relation, actor: Actor, viewer: Viewer) -> list[Table]:
    """Return what the register holds between us and a partner, as the viewer sees it."""
    return [
        _ties(found, actor, viewer), _agreements(found), _commitments(found, actor), _contacts(found, actor),
        _figures(found, viewer),
    ]  # fmt: skip


def _ties(found: Relation, actor: Actor, viewer: Viewer) -> Table:
    kinds = _choices("tie", "kind")
    heads = [
        Head("kind", _("Kind"), field="tie.kind"),
        Head("with", _("With")),
        Head("rank", _("Tier, seat or role"), field="tie.rank"),
        Head("label_official", _("Official label"), field="tie.label_official"),
        Head("since", _("Since"), Kind.START, field="tie.valid_from"),
    ]
    lines = []
    for tie in found.ties:
        other = tie.subject if tie.counterpart_id == actor.pk else tie.counterpart
        name = Cell(kinds.get(tie.kind, tie.kind), address_of("tie", tie.key))
        since = _given(tie.valid_from, tie.valid_from_precision)
        lines.append(Line([name, seen_by(other, viewer), tie.rank, tie.label_official, since], tie.key))
    return described("ties", _("Ties in force today"), heads, lines, ("tie",), nothing=_none())


def _agreements(found: Relation) -> Table:
    stages = _choices("instrument", "lifecycle")
    heads = [
        Head("agreement", pgettext("paper", "Agreement")),
        Head("lifecycle", _("Stage"), field="instrument.lifecycle"),
        Head("last_activity", _("Last activity"), Kind.DATE),
        Head("warning", _("Warning")),
    ]
    lines = []
    for one in found.agreements:
        paper = one.instrument
        quiet = Cell(_("on paper only"), chip="bad") if one.quiet else ""
        name = Cell(paper.caption, address_of("instrument", paper.key))
        lines.append(Line([name, stages.get(paper.lifecycle, ""), one.last_activity, quiet], paper.key))
    note = _(
        "An agreement that is signed or in force and of which nothing was done for 24 months stands on paper"
        " only."
    )
    return described("agreements", _("Agreements"), heads, lines, ("instrument",), nothing=_none(), note=note)


def _commitments(found: Relation, actor: Actor) -> Table:
    at = 1 if language() == "vi" else 2
    states = {str(state[0]): state[at] for state in STATES}
    heads = [
        Head("kind", _("Kind"), field="commitment.kind"),
        Head("state", _("State")),
        Head("count", _("How many"), Kind.INTEGER),
    ]
    lines = []
    for _code, kind, state, n in found.commitments:
        url = f"{list_of('commitment')}?{urlencode({'counterpart': actor.key, 'state': state})}"
        lines.append(Line([kind, states[state], Cell(n, url)]))
    return described("commitments", _("Commitments"), heads, lines, ("commitment",), nothing=_none())


def _contacts(found: Relation, actor: Actor) -> Table:
    heads = [
        Head("on", _("Date"), Kind.START, field="engagement.valid_from"),
        Head("activity", _("Activity"), names=True),
        Head("place", noun_of("engagement").by_name["place"].label(language()), field="engagement.place"),
    ]
    lines = []
    for one in found.contacts:
        name = Cell(called(one), address_of("engagement", one.key))
        on = _given(one.valid_from, one.valid_from_precision)
        lines.append(Line([on, name, one.place], one.key))
    more = (f"{list_of('engagement')}?{urlencode({'counterpart': actor.key})}", _("All activities"))
    return described(
        "contacts", _("Last contacts"), heads, lines, ("engagement",), nothing=_none(), more=more
    )


def _figures(found: Relation, viewer: Viewer) -> Table:
    heads = [
        Head("indicator", _("Indicator"), field="figure.indicator"),
        Head("period", _("Period of the figure"), Kind.START, field="figure.valid_from"),
        Head("value", _("Value"), Kind.DECIMAL, field="figure.value"),
        Head("unit", _("Unit"), field="figure.unit"),
        Head("as_of", _("As of"), Kind.DATE, field="figure.as_of"),
    ]
    lines = []
    for one in found.figures:
        name = Cell(seen_by(one.indicator, viewer), address_of("figure", one.key))
        period = _given(one.valid_from, one.valid_from_precision)
        as_of = _given(one.as_of, one.as_of_precision)
        lines.append(Line([name, period, one.value.normalize(), one.unit, as_of], one.key))
    return described("figures", _("Figures"), heads, lines, ("figure",), nothing=_none())


def _none() -> str:
    return _("None in the register.")


def _given(day: object, precision: str) -> str:
    return given(day, precision) if day else ""  # type: ignore[arg-type]


def _choices(noun: str, name: str) -> dict[str, str]:
    at = 1 if language() == "vi" else 2
    return {choice[0]: choice[at] for choice in noun_of(noun).by_name[name].choices}
