"""What an address asks of the roll calls, and what answers it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from banggiao.foresight.alignment import Alignment, JointVote
from banggiao.foresight.standings import Standing, distance_year, years_of
from banggiao.language.folding import search_key
from banggiao.multilateral.asking import OURS
from banggiao.web import roll_calls
from banggiao.web.alignment.tables import LABELS, figure_of
from banggiao.web.partners import Partner, groups_of, partners_of
from banggiao.web.roll_calls import AtHand
from banggiao.web.views.records import language, viewer_of

SPANS = (5, 10, 20)
"""Last years on offer, beside all of them."""
CLOSEST_FIRST = "-S"


class PartnersAsked:
    """The list's address: since which year, which words, which group, in which order."""

    def __init__(self, request: HttpRequest) -> None:
        viewer, spoken = viewer_of(request), language()
        self.held = roll_calls.at_hand()
        self.since = since_of(request, self.held, self.held.years[-1] - SPANS[0] + 1)
        self.words = request.GET.get("q", "")[:200]
        self.groups = groups_of(viewer, timezone.localdate(), spoken)
        self.group = next((one for one in self.groups if one.code == request.GET.get("group")), None)
        self.sort = request.GET.get("sort", "")
        if self.sort.removeprefix("-") not in {"name", "n", *LABELS}:
            self.sort = CLOSEST_FIRST
        partners = partners_of(viewer, spoken)
        found, self.positioned = roll_calls.standings_since(self.held, ours=OURS, since=self.since)
        wanted = [(partners[one.partner], one) for one in found if self._wanted(partners[one.partner])]
        self.rows = self._sorted(wanted)
        self.distance_year = distance_year(years_of(self.held.calls, self.since))

    def _wanted(self, one: Partner) -> bool:
        named = search_key(self.words) in search_key(f"{one.name} {one.code}")
        return named and (self.group is None or one.code in self.group.members)

    def _sorted(self, rows: list[tuple[Partner, Standing]]) -> list[tuple[Partner, Standing]]:
        """Sort by the column, equal ones by name; what is undefined stands last either way."""
        name, falling = self.sort.removeprefix("-"), self.sort.startswith("-")
        rows = sorted(rows, key=lambda row: row[0].sort, reverse=falling and name == "name")
        if name == "name":
            return rows
        valued = [(_value(one, name), (partner, one)) for partner, one in rows]
        known = [(value, row) for value, row in valued if value is not None]
        known.sort(key=lambda one: -one[0] if falling else one[0])
        return [row for _, row in known] + [row for value, row in valued if value is None]

    def head(self, name: str, label: object) -> dict[str, Any]:
        """Return the head of a column; its address sorts by it, or turns the order where it does already."""
        here = self.sort.removeprefix("-") == name
        falling = self.sort.startswith("-")
        rises = falling if here else name in ("name", "distance")
        asked = {"since": self.since, "q": self.words, "group": self.group.code if self.group else ""}
        query = {key: value for key, value in asked.items() if value}
        way = ("descending" if falling else "ascending") if here else "none"
        url = f"?{urlencode({**query, 'sort': name if rises else f'-{name}'})}"
        return {"label": label, "url": url, "way": way, "name": name}


class PartnerAsked:
    """One partner's address. ``nothing`` says why there is nothing to compare: "unknown", "itself", "never";
    "" where there is."""

    found: Alignment
    positioned: bool

    def __init__(self, request: HttpRequest, code: str) -> None:
        self.held = roll_calls.at_hand()
        self.since = since_of(request, self.held, self.held.years[0])
        known = partners_of(viewer_of(request), language())
        self.ours, self.partner = known[OURS], known.get(code)
        self.nothing = ""
        if self.partner is None:
            self.nothing = "unknown"
        elif code == OURS:
            self.nothing = "itself"
        elif code not in self.held.calls.members:
            self.nothing = "never"
        else:
            self.found, self.positioned = roll_calls.alignment_with(
                self.held, ours=OURS, partner=code, since=self.since
            )

    def frame(self) -> dict[str, Any]:
        """Return what every page of the partner shows at its head."""
        return {
            "ours": self.ours,
            "partner": self.partner,
            "since": self.since,
            "all_years": self.since == self.held.years[0],
        }


def votes_asked(request: HttpRequest, found: Alignment) -> Iterator[JointVote]:
    """Yield the roll calls that the address asks for, the latest first."""
    year, subject = request.GET.get("year", ""), request.GET.get("subject", "")
    which = request.GET.get("which", "")
    for point in reversed(found.by_year):
        if year and point.group != year:
            continue
        for vote in reversed(point.missed if which == "missed" else point.votes):
            if (not subject or subject in vote.subjects) and which in ("", "missed", str(vote.apart)):
                yield vote


def since_of(request: HttpRequest, held: AtHand, default: int) -> int:
    """Return the year from which on the address asks; ``default`` where it names none with votes."""
    given = request.GET.get("since", "")
    year = int(given) if given.isascii() and given.isdigit() and len(given) == 4 else default
    return year if year in held.years else default


def spans_of(held: AtHand) -> list[tuple[int, str]]:
    """Return the spans on offer: the first year of each, and its words."""
    first, last = held.years[0], held.years[-1]
    return [(last - n + 1, f"{last - n + 1}–{last}") for n in SPANS] + [(first, _("all years"))]


def _value(one: Standing, name: str) -> float | None:
    if name == "n":
        return one.n
    figure = figure_of(one, name)
    return figure.value if figure else None
