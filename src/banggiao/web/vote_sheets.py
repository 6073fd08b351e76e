"""What the page, the files and the print of a vote sheet show: the kept sheet with names and words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from banggiao.language.collation import sort_key
from banggiao.multilateral.models import VoteForecast, VoteOutcome
from banggiao.multilateral.nouns import POSITIONS

VOTES = ("Y", "N", "A", "X")
BASELINES = {
    "copy last vote": gettext_lazy("copy the last vote"),
    "base rate": gettext_lazy("each state's own rate"),
    "always yes": gettext_lazy("rates of all states"),
}
DRAWN = 0.001
"""Chances counted in draws are told as no surer than this."""
NAMED = 6
"""So many sponsors are named; the rest is counted."""
NOTES = (
    gettext_lazy(
        "The title is not in the language of the record: the forecast rests on the rest of the draft."
    ),
    gettext_lazy(
        "The text is not in the language of the record: the forecast rests on the rest of the draft."
    ),
)
"""What the forecaster may note, in the words of the library."""
SORTS = ("name", "Y", "N", "A", "X")


def words_of_votes(language: str) -> dict[str, str]:
    """Return vote → its word."""
    return {code: vi if language == "vi" else en for code, vi, en in POSITIONS}


def states_in(sheet: Mapping[str, Any]) -> set[str]:
    """Return the codes of all states that a sheet names."""
    named = {one["iso3"] for part in ("members", "swings", "like_minded") for one in sheet[part]}
    for one in (*sheet["precedents"], *sheet["own"]):
        named.update(one["joined"], one["left"])
    return named.union(*sheet["groups"].values()) if sheet["groups"] else named


class SheetShown:
    """A kept sheet in the words of one language, with the names that its reader may see."""

    def __init__(self, forecast: VoteForecast, names: Mapping[str, str], language: str) -> None:
        self.forecast, self.sheet, self.asked = forecast, forecast.sheet, forecast.asked
        self.names, self.language = names, language
        self.words = words_of_votes(language)
        self._members = {one["iso3"]: self._member(one) for one in self.sheet["members"]}
        self.known = self.sheet["tally_known"] is not None

    def members(self, *, only: str = "", sort: str = "name") -> list[dict[str, Any]]:
        """Return the members' forecasts: those whose likeliest vote is ``only``, by name or by the chance of
        a vote. Where soundings are known the conditioned forecast counts."""
        rows = [one for one in self._members.values() if only in ("", one["code"])]
        rows.sort(key=lambda one: sort_key(one["name"]))
        if sort in VOTES:
            at = VOTES.index(sort)
            rows.sort(key=lambda one: -one["counts"][at])
        return rows

    def tally(self) -> list[dict[str, Any]]:
        """Return a row for each vote: expected, interval, and the same where soundings are known."""
        known = self.sheet["tally_known"]
        return [
            {
                "code": vote,
                "word": self.words[vote],
                "expected": self.sheet["tally"]["expected"][vote],
                "interval": self.sheet["tally"]["intervals"][vote],
                "known": known and known["expected"][vote],
                "known_interval": known and known["intervals"][vote],
            }
            for vote in VOTES
        ]

    def majorities(self) -> dict[str, Any]:
        """Return the chances of a majority and of two thirds, with those where soundings are known."""
        told = [self.sheet["tally"], self.sheet["tally_known"]]
        return {
            name: [percent(min(max(one[name], DRAWN), 1 - DRAWN)) for one in told if one is not None]
            for name in ("majority", "two_thirds")
        }

    def precedents(self, which: str) -> list[dict[str, Any]]:
        """Return the precedents, or our own votes on the item (``own``)."""
        return [
            {
                **one,
                "day": date_told(one["day"]),
                "percent": percent(one["likeness"]),
                "tally": " / ".join(str(one["counts"][vote]) for vote in VOTES),
                "our_vote": self.words.get(one["ours"], "–"),
                "ours": one["ours"],
                "joined": self._named(one["joined"]),
                "left": self._named(one["left"]),
                "sponsors_changed": self._sponsors_changed(one),
            }
            for one in self.sheet[which]
        ]

    @property
    def compared(self) -> bool:
        """Whether the text of the last time was there to compare with."""
        return bool(self.asked["earlier_text"] and self.asked["text"])

    def changes(self) -> list[dict[str, Any]]:
        """Return the paragraphs that differ from the text of the last time."""
        words = {"added": _("added"), "removed": _("taken out"), "changed": _("changed")}
        return [{**one, "word": words[one["kind"]]} for one in self.sheet["changes"]]

    def notes(self) -> list[str]:
        """Return what a reader of this forecast has to know, such as a text that could not be read."""
        own = [
            _("The forecast knows nothing later than %(day)s.") % {"day": date_told(self.sheet["last_day"])}
        ]
        if self.sheet["unread"] and not self.sheet["notes"]:
            own.append(
                _(
                    "Most words of the title stand in no title of the data, which is in English: the "
                    "forecast goes by the rest of the draft, and its interval is wider."
                )
            )
        return [*own, *map(_, self.sheet["notes"])]

    def sponsors(self) -> list[str]:
        """Return the sponsors that were counted."""
        return [self._name(one).lstrip("@") for one in self.asked["sponsors"]]

    def sheet_row(self, state: str) -> Mapping[str, Any]:
        """Return a member's row as it was kept."""
        row: Mapping[str, Any] = next(one for one in self.sheet["members"] if one["iso3"] == state)
        return row

    def like_minded_told(self) -> str:
        """Say how like-minded states were found."""
        years = round(self.sheet["like_minded_days"] / 365)
        return _(
            "The states whose votes of the last %(years)s years in the data agree most with ours above what "
            "chance would give (Scott's pi, 1 is always, 0 no more than by chance; 90 %% interval)."
        ) % {"years": years}

    def swings(self) -> list[dict[str, Any]]:
        """Return who may leave its last vote, and why."""
        return [
            {
                "name": self._name(one["iso3"]),
                "last": self.words.get(one["last"], "–"),
                "likely": self.words.get(one["likely"], "–"),
                "percent": percent(one["probability"]),
                "reasons": [why[self.language] for why in one["reasons"]],
            }
            for one in self.sheet["swings"]
        ]

    def groups(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return each group with its members' forecasts."""
        return [
            (name, [self._members[code] for code in codes if code in self._members])
            for name, codes in self.sheet["groups"].items()
        ]

    def like_minded(self) -> list[dict[str, Any]]:
        """Return the members that vote most as we do, with their agreement and forecast."""
        return [
            {**self._members[one["iso3"]], "votes": one["votes"], "agreement_told": self._agreement(one)}
            for one in self.sheet["like_minded"]
            if one["iso3"] in self._members
        ]

    def ours(self, code: str) -> dict[str, Any] | None:
        """Return our own row."""
        return self._members.get(code)

    def _member(self, one: Mapping[str, Any]) -> dict[str, Any]:
        counts = one["known"] or one["chances"]
        code = VOTES[max(range(len(VOTES)), key=lambda at: counts[at])]
        return {
            "iso3": one["iso3"],
            "name": self._name(one["iso3"]),
            "last": self.words.get(one["last"], "–"),
            "code": code,
            "likely": self.words[code],
            "chances": [percent(chance) for chance in one["chances"]],
            "counts": counts,
            "known": [percent(chance) for chance in one["known"]],
            "told": one["iso3"] in self.asked["known"],
        }

    def _agreement(self, one: Mapping[str, Any]) -> str:
        told = f"{one['agreement']:.2f}"
        if one["low"] is not None and one["high"] is not None:
            told += f" ({one['low']:.2f} - {one['high']:.2f})"
        return told.replace(".", ",") if self.language == "vi" else told

    def _sponsors_changed(self, one: Mapping[str, Any]) -> str:
        told = []
        if one["joined"]:
            told.append(_("new: %(names)s") % {"names": self._named(one["joined"])})
        if one["left"]:
            told.append(_("no longer: %(names)s") % {"names": self._named(one["left"])})
        return "; ".join(told)

    def _name(self, state: str) -> str:
        return self.names.get(state, state)

    def _named(self, states: Collection[str]) -> str:
        names = sorted((self._name(state).lstrip("@") for state in states), key=sort_key)
        told = ", ".join(names[:NAMED])
        more = len(names) - NAMED
        return told if more <= 0 else _("%(names)s and %(n)s more") % {"names": told, "n": more}


def scores_shown(outcome: VoteOutcome, language: str) -> dict[str, Any]:
    """Return the scores of a forecast beside the baselines, accuracy never without them."""
    scores = outcome.scores
    rows = [{"name": _("this forecast"), "ours": True, **scores["rows"]["forecast"]}]
    rows += [
        {"name": str(BASELINES.get(name, name)), **row}
        for name, row in ((name, scores["rows"][name]) for name in BASELINES)
    ]
    if scores["untold"]:
        rows.append({"name": _("states not sounded: this forecast"), **scores["untold"]["forecast"]})
        rows.append({"name": _("states not sounded: with soundings"), **scores["untold"]["known"]})
    for row in rows:
        row["right"] = "" if row["accuracy"] is None else percent(row["accuracy"])
    words = words_of_votes(language)
    tally = [
        {"code": vote, "word": words[vote], "cast": scores["counts"][vote], "inside": scores["inside"][vote]}
        for vote in VOTES
    ]
    return {"rows": rows, "tally": tally}


def limits(shown: SheetShown) -> list[str]:
    """Say what the data cannot tell."""
    told = [
        _(
            "Only adopted texts are in the data: drafts that failed, votes in committee and on paragraphs "
            "are not."
        ),
        _("Final texts and lists of sponsors stand in for drafts and early sponsors."),
        _("Not voting may have any reason, from a budget in arrears to a choice."),
    ]
    if not shown.asked["text"]:
        told.append(_("The forecast was made without the text of the draft."))
    if not shown.asked["sponsors"]:
        told.append(_("The forecast was made without sponsors."))
    return told


def sources_told(shown: SheetShown) -> list[str]:
    """Credit the sources, and say which forecast this is."""
    return [
        _(
            "Sources: United Nations (UNxml/GAresolutions); Erik Voeten, Anton Strezhnev, Michael Bailey, "
            "United Nations General Assembly Voting Data (CC0). %(n)s roll calls until %(day)s."
        )
        % {"n": shown.sheet["rollcalls"], "day": date_told(shown.sheet["last_day"])},
        _("Forecast %(key)s by %(version)s, made at %(at)s.")
        % {
            "key": str(shown.forecast.key)[-12:],
            "version": shown.forecast.version,
            "at": f"{localtime(shown.forecast.made_at):%H:%M %d/%m/%Y}",
        },
    ]


def percent(chance: float) -> str:
    """Return a chance in whole per cent; never a certainty that is none."""
    told = round(100 * chance)
    if told == 0 and chance > 0:
        return "<1"
    if told == 100 and chance < 1:
        return ">99"
    return str(told)


def date_told(iso: str) -> str:
    """Return a day as it is written here."""
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
