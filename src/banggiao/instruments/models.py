"""Instruments and their clauses, and the vocabularies that papers are filed under."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.actors.models import Actor
from banggiao.core.intervals import PRECISIONS, Dated
from banggiao.core.lists import list_index
from banggiao.core.models import NounRecord
from banggiao.sources.models import Source


class Instrument(NounRecord, Dated):
    """A directive, resolution, programme, treaty, trade agreement, joint statement …

    ``code`` is its id in the pack, null for one that was read from a paper; ``issuer`` an actor's code;
    ``horizon`` the year or term that it looks to, as given; ``names`` the names by which papers call it, each
    with the kind of mention it makes. ``kind`` is treaty, agreement, directive, programme …; ``lifecycle``
    where it stands (A4.03: study, negotiation, signed, approval, in force, implementation, review, ended),
    or that it is unresolved (A5.15): a paper names it and nobody has yet found which one it is. Its interval
    is the time for which it is in force. ``issued_under`` is the one that it carries out (A1.04: resolution →
    directive → plan); ``generation`` is told of trade agreements (A4.04); ``review_on`` is the day on which a
    programme is to be reviewed (A2.13).
    """

    code = models.CharField(max_length=64, unique=True, null=True, blank=True)
    type = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=100, blank=True)
    title = models.TextField()
    issuer = models.CharField(max_length=64, blank=True)
    date = models.DateField(null=True, blank=True)
    date_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    horizon = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    lifecycle = models.CharField(max_length=16, blank=True)
    field = models.CharField(max_length=64, blank=True)
    channel = models.CharField(max_length=64, blank=True)
    in_name_of = models.CharField(max_length=64, blank=True)
    signed_at = models.CharField(max_length=200, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    renewal = models.TextField(blank=True)
    original_at = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    status = models.CharField(max_length=16, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    issued_under = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="issued"
    )
    generation = models.CharField(max_length=16, blank=True)
    review_on = models.DateField(null=True, blank=True)
    review_on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    source = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="instruments"
    )
    names = models.JSONField(default=list, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["kind", "date", "id"], name="instruments_instr_of_kind")]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class ClauseKind(models.TextChoices):
    VIEWPOINT = "viewpoint", "quan điểm"
    OBJECTIVE = "objective", "mục tiêu"
    TASK = "task", "nhiệm vụ"
    MEASURE = "measure", "biện pháp"


class Clause(NounRecord):
    """A numbered part of an instrument. ``number`` ("2.3") is stable and never given to another clause.

    ``start:end`` is its span in the instrument's source, null for a clause entered by hand; ``leads`` are
    the codes of the actors that the instrument names to lead it.
    """

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="clauses")
    number = models.CharField(max_length=32)
    kind = models.CharField(max_length=16, choices=ClauseKind.choices)
    group = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="members")
    order = models.PositiveIntegerField()
    title = models.TextField()
    text = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    heading_path = models.JSONField(default=list, blank=True)
    leads = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instruments_clause_number_once"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gte=F("start")),
                name="instruments_clause_span",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="instruments_clause_has_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class Term(NounRecord, Dated):
    """An entry of a vocabulary: channel, field of work, result type, event series …

    ``names`` are those by which papers call it, each with the kind of mention it makes; most terms have none.
    """

    vocabulary = models.CharField(max_length=32)
    code = models.CharField(max_length=64)
    label_vi = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveIntegerField()
    names = models.JSONField(default=list, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["vocabulary", "code"], name="instruments_term_once"),
        ]

    def __str__(self) -> str:
        return self.label_vi


class Party(NounRecord, Dated):
    """That an actor is a party to an instrument, its signatory, depositary or issuer, and for how long."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="parties")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="party_to")
    role = models.CharField(max_length=16, default="party")
    signatory = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument", "actor", "role"],
                condition=Q(archived_at__isnull=True),
                name="instruments_party_once",
            ),
        ]


_NARROWS = ("kind", "lead", "done_on", "channel", "field", "counterpart")


class Commitment(NounRecord):
    """What one lead actor must do by when, because a clause, a visit or a conclusion says so.

    ``due`` is the last day of the deadline as given; the four states of QĐ 42/2014 (B9.14) are derived from
    it and ``done_on`` and never stored. ``beneficiary`` is for whom it is done (A1.22); ``law_to_change`` the
    domestic act that must be amended (A13.03).
    """

    text = models.TextField()
    kind = models.CharField(max_length=16, default="task")
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    clause = models.ForeignKey(
        Clause, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments"
    )
    lead = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="leads")
    supporters = models.ManyToManyField(Actor, blank=True, related_name="supports")
    counterpart = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_with"
    )
    channel = models.CharField(max_length=64, blank=True)
    field = models.CharField(max_length=64, blank=True)
    beneficiary = models.CharField(max_length=300, blank=True)
    interest = models.CharField(max_length=300, blank=True)
    law_to_change = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="changes_asked"
    )
    given_on = models.DateField(null=True, blank=True)
    given_on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    due = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        indexes = [
            list_index("instruments_commit_due", "due", narrows=_NARROWS),
            list_index("instruments_commit_state", "done_on", "due", narrows=_NARROWS),
            list_index("instruments_commit_lead_due", "lead", "due", narrows=_NARROWS),
            list_index("instruments_commit_kind_due", "kind", "due", narrows=_NARROWS),
            list_index("instruments_commit_chan_due", "channel", "due", narrows=_NARROWS),
            list_index("instruments_commit_field_due", "field", "due", narrows=_NARROWS),
            list_index("instruments_commit_sort", "sort_key", narrows=("due", *_NARROWS)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence=""), name="instruments_commit_done_evidence"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(given_on__isnull=True) | Q(done_on__gte=F("given_on")),
                name="instruments_commit_done_after",
            ),
        ]


class Lead(models.Model):
    """Who leads a commitment, from when to when: one at a time, which both databases hold.

    ``Commitment.lead`` is the one of today. ``valid_to`` is the last day; null is open.
    """

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="lead_terms")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["commitment", "valid_from"], name="instruments_lead_terms")]

    def __str__(self) -> str:
        return f"{self.actor_id} {self.valid_from}"


class Milestone(NounRecord):
    """A step of a commitment on the way to its deadline (A5.13); in one of the four states, like the whole.

    ``due`` is the last day of the deadline as given.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="milestones")
    text = models.TextField()
    due = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(evidence=""),
                name="instruments_milestone_done_evidence",
            )
        ]


class Progress(NounRecord):
    """A dated, sourced statement about a commitment: result, figures, difficulty, cause, proposal.

    ``result_type`` is an entry of the taxonomy of results (A5.07).
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="progress")
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    kind = models.CharField(max_length=16, default="result")
    result_type = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    percent = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="instruments_progress_percent"
            )
        ]


class ReportRequired(NounRecord, Dated):
    """A periodic report as NĐ 09/2019/NĐ-CP wants it defined: name, content, who, to whom, how, period,
    cut-off, template. ``instrument`` is the one whose carrying out it reviews, and ``stage`` whether on the
    way or at the end (A5.03: sơ kết, tổng kết)."""

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="reports_required"
    )
    stage = models.CharField(max_length=16, blank=True)
    name = models.CharField(max_length=300)
    content = models.TextField()
    reporters = models.ManyToManyField(Actor, blank=True, related_name="reports_owed")
    reporters_text = models.CharField(max_length=500, blank=True)
    receiver = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    receiver_text = models.CharField(max_length=500, blank=True)
    method = models.CharField(max_length=300, blank=True)
    period = models.CharField(max_length=16, blank=True)
    window = models.CharField(max_length=200, blank=True)
    cut_off = models.CharField(max_length=100, blank=True)
    template = models.CharField(max_length=300, blank=True)
    legal_ref = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)


class Briefing(NounRecord):
    """That bodies were briefed on an instrument (quán triệt, A5.09): when, how, by whom, how many people."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="briefings")
    bodies = models.ManyToManyField(Actor, blank=True, related_name="briefed_on")
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    method = models.CharField(max_length=16)
    host = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    people = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)


class PrincipleCheck(NounRecord):
    """Whether a proposed agreement keeps one of the principles, as one body answers (A2.09)."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="principle_checks")
    principle = models.CharField(max_length=24)
    answer = models.CharField(max_length=8)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instrument", "principle"],
                condition=Q(archived_at__isnull=True),
                name="instruments_principle_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="yes") | ~Q(note=""), name="instruments_principle_reason"
            ),
        ]
