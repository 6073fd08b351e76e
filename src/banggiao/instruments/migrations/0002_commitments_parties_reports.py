import django.db.models.deletion
from django.db import migrations, models

import banggiao.core.keys


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0002_people_posts_ties"),
        ("core", "0003_labels_files_personal_data"),
        ("instruments", "0001_initial"),
        ("sources", "0003_a_claim_says_its_values"),
    ]

    operations = [
        migrations.CreateModel(
            name="Commitment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("text", models.TextField()),
                ("kind", models.CharField(default="task", max_length=16)),
                ("channel", models.CharField(blank=True, max_length=64)),
                ("field", models.CharField(blank=True, max_length=64)),
                ("beneficiary", models.CharField(blank=True, max_length=300)),
                ("interest", models.CharField(blank=True, max_length=300)),
                ("given_on", models.DateField(blank=True, null=True)),
                (
                    "given_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("due", models.DateField(blank=True, null=True)),
                (
                    "due_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "done_on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("valid_from", models.DateField(null=True)),
                ("valid_to", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("role", models.CharField(default="party", max_length=16)),
                ("signatory", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("on", models.DateField(blank=True, null=True)),
                (
                    "on_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("kind", models.CharField(default="result", max_length=16)),
                ("text", models.TextField()),
                ("percent", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ReportRequired",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.UUIDField(default=banggiao.core.keys.uuid7, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, editable=False, max_length=300)),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("valid_from", models.DateField(blank=True, null=True)),
                (
                    "valid_from_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("valid_to", models.DateField(blank=True, null=True)),
                (
                    "valid_to_precision",
                    models.CharField(
                        blank=True,
                        choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                        max_length=8,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                ("content", models.TextField()),
                ("reporters_text", models.CharField(blank=True, max_length=500)),
                ("receiver_text", models.CharField(blank=True, max_length=500)),
                ("method", models.CharField(blank=True, max_length=300)),
                ("period", models.CharField(blank=True, max_length=16)),
                ("window", models.CharField(blank=True, max_length=200)),
                ("cut_off", models.CharField(blank=True, max_length=100)),
                ("template", models.CharField(blank=True, max_length=300)),
                ("legal_ref", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="clause",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="clause",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="clause",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="instrument",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="instrument",
            name="channel",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="instrument",
            name="field",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="instrument",
            name="in_name_of",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="instrument",
            name="kind",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="instrument",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="languages",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="instrument",
            name="lifecycle",
            field=models.CharField(blank=True, max_length=16),
        ),
        migrations.AddField(
            model_name="instrument",
            name="note",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="instrument",
            name="original_at",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="instrument",
            name="renewal",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="instrument",
            name="signed_at",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="instrument",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="instrument",
            name="valid_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="instrument",
            name="valid_from_precision",
            field=models.CharField(
                blank=True,
                choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="instrument",
            name="valid_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="instrument",
            name="valid_to_precision",
            field=models.CharField(
                blank=True,
                choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="caption",
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name="term",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="sort_key",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="term",
            name="valid_from",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="term",
            name="valid_from_precision",
            field=models.CharField(
                blank=True,
                choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="term",
            name="valid_to",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="term",
            name="valid_to_precision",
            field=models.CharField(
                blank=True,
                choices=[("year", "năm"), ("quarter", "quý"), ("month", "tháng"), ("day", "ngày")],
                max_length=8,
            ),
        ),
        migrations.AddIndex(
            model_name="instrument",
            index=models.Index(fields=["kind", "date", "id"], name="instruments_instr_of_kind"),
        ),
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="instruments_instrument_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="term",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="instruments_term_interval",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="clause",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="instruments.clause",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="counterpart",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments_with",
                to="actors.actor",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="instrument",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="commitments",
                to="instruments.instrument",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="law_to_change",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="changes_asked",
                to="instruments.instrument",
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="lead",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="leads", to="actors.actor"
            ),
        ),
        migrations.AddField(
            model_name="commitment",
            name="supporters",
            field=models.ManyToManyField(blank=True, related_name="supports", to="actors.actor"),
        ),
        migrations.AddField(
            model_name="lead",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="actors.actor"
            ),
        ),
        migrations.AddField(
            model_name="lead",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lead_terms",
                to="instruments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="actor",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="party_to", to="actors.actor"
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="instrument",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parties",
                to="instruments.instrument",
            ),
        ),
        migrations.AddField(
            model_name="party",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="progress",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actors.actor",
            ),
        ),
        migrations.AddField(
            model_name="progress",
            name="commitment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="progress",
                to="instruments.commitment",
            ),
        ),
        migrations.AddField(
            model_name="progress",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="reportrequired",
            name="label",
            field=models.ForeignKey(
                default=1,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.accesslabel",
            ),
        ),
        migrations.AddField(
            model_name="reportrequired",
            name="receiver",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actors.actor",
            ),
        ),
        migrations.AddField(
            model_name="reportrequired",
            name="reporters",
            field=models.ManyToManyField(blank=True, related_name="reports_owed", to="actors.actor"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["due", "id"], name="instruments_commit_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["lead", "due", "id"], name="instruments_commit_lead_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["kind", "due", "id"], name="instruments_commit_kind_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["channel", "due", "id"], name="instruments_commit_chan_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["field", "due", "id"], name="instruments_commit_field_due"),
        ),
        migrations.AddIndex(
            model_name="commitment",
            index=models.Index(fields=["sort_key", "id"], name="instruments_commit_sort"),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), models.Q(("evidence", ""), _negated=True), _connector="OR"
                ),
                name="instruments_commit_done_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="commitment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True),
                    ("given_on__isnull", True),
                    ("done_on__gte", models.F("given_on")),
                    _connector="OR",
                ),
                name="instruments_commit_done_after",
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["commitment", "valid_from"], name="instruments_lead_terms"),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    ("valid_from__isnull", True),
                    ("valid_to__gte", models.F("valid_from")),
                    _connector="OR",
                ),
                name="instruments_party_interval",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.UniqueConstraint(
                condition=models.Q(("archived_at__isnull", True)),
                fields=("instrument", "actor", "role"),
                name="instruments_party_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__isnull", True), ("percent__lte", 100), _connector="OR"),
                name="instruments_progress_percent",
            ),
        ),
    ]
