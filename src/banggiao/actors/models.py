"""Who acts: states, organisations, agencies, provinces; their dated names; who became whom; people, posts and
tenures; ties between actors."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from banggiao.core.intervals import PRECISIONS, Dated
from banggiao.core.models import NounRecord


class Actor(NounRecord, Dated):
    """A state, organisation, forum, agency, province, people's organisation or enterprise.

    ``code`` is its id in the pack ("mfa", "province-79"). The names here are the official ones of today;
    :class:`ActorName` has them all, with their time. ``name_en`` is the official English name,
    ``translation_en`` a translation that is not official. ``own_level`` is told only where the kind does not
    decide at which level the actor stands (A1.16). ``codes`` holds codes of others (ISO 3166, UN M49).
    """

    code = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=32, db_index=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    own_level = models.CharField(max_length=16, blank=True)
    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    translation_en = models.CharField(max_length=300, blank=True)
    codes = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        pass

    def __str__(self) -> str:
        return self.name_vi


class ActorName(NounRecord, Dated):
    """A name that an actor has, or had. ``kind``: official, abbreviation, alias or former.

    ``mention`` is the kind of mention the name makes in a paper (ORG, LOC, TITLE).
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    language = models.CharField(max_length=8)
    kind = models.CharField(max_length=16)
    mention = models.CharField(max_length=8, blank=True)

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["actor", "name", "language", "kind", "valid_from"],
                name="actors_actorname_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActorCode(NounRecord, Dated):
    """A code by which others know an actor, for the time it has it.

    In edXML envelopes (QCVN 102:2016/BTTTT) the sender and the receivers are named by theirs. Bodies were
    merged and codes were written anew, so an actor may have several, old and new; at one time a code of a
    ``scheme`` names one actor, which both databases hold.
    """

    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="dated_codes")
    scheme = models.CharField(max_length=16)
    code = models.CharField(max_length=64)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["scheme", "code"], name="actors_actorcode_by_code")]

    def __str__(self) -> str:
        return self.code


class Succession(NounRecord):
    """``predecessor`` became, or became part of, ``successor`` on ``on``.

    ``kind``: merged_into, split_into, renamed or replaced_by.
    """

    predecessor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=16)
    on = models.DateField(null=True, blank=True)
    on_precision = models.CharField(max_length=8, choices=PRECISIONS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind"], name="actors_succession_once"
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="actors_succession_not_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Person(NounRecord):
    """A person who holds, or held, posts. Birth date, telephone and the like are personal data and lie in
    :class:`banggiao.core.models.PersonalPayload`."""

    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
    name_order = models.CharField(max_length=8, default="given")
    country = models.ForeignKey(Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    rank = models.CharField(max_length=64, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)


class Post(NounRecord, Dated):
    """A post of a body: "Thứ trưởng Bộ Ngoại giao", and for how long there is such a post."""

    name_vi = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="posts")
    level = models.CharField(max_length=64, blank=True)
    precedence = models.PositiveIntegerField(null=True, blank=True)
    single = models.BooleanField(default=False)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        pass


class Tenure(NounRecord, Dated):
    """That a person holds a post for a time. One person may hold two posts; a single-holder post one person.

    ``single`` repeats the post's, so that the database itself refuses two holders at once.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tenures")
    acting = models.BooleanField(default=False)
    single = models.BooleanField(default=False, editable=False)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["post", "valid_from"], name="actors_tenure_of_post")]


class Charge(NounRecord, Dated):
    """That who holds a post is in charge of a field of work for a time (A1.10)."""

    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="charges")
    field = models.CharField(max_length=64)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        pass


class Tie(NounRecord, Dated):
    """A dated relation between two actors.

    ``kind`` says which: diplomatic relations, partnership tier, neighbour, traditional friend, important or
    potential partner, membership, seat, chair, host, accreditation, twinning, a role held by a unit, a body
    of coordination; that the subject is the focal point (đầu mối) of the counterpart, in one ``field`` or in
    all (A1.05, A1.12). ``rank`` is the tier, seat or role; ``label_official`` the exact official words. Of an
    ``exclusive`` kind the same pair has one at a time, which both databases hold.
    """

    kind = models.CharField(max_length=32)
    subject = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="ties")
    counterpart = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="ties_with")
    rank = models.CharField(max_length=64, blank=True)
    field = models.CharField(max_length=64, blank=True)
    label_official = models.CharField(max_length=500, blank=True)
    duty = models.TextField(blank=True)
    exclusive = models.BooleanField(default=False, editable=False)
    note = models.TextField(blank=True)

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["kind", "valid_from", "id"], name="actors_tie_of_kind"),
            models.Index(fields=["counterpart", "kind"], name="actors_tie_with"),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(subject=F("counterpart")), name="actors_tie_not_itself"),
        ]
