"""One holder of a single post, one tie of an exclusive kind between a pair, at any time."""

from django.db import migrations

from banggiao.core.overlap import NoOverlap


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_people_posts_ties")]
    operations = [
        NoOverlap(
            "actors_tenure_one_holder", "actors_tenure", ("post_id",), "r.single AND r.archived_at IS NULL"
        ),
        NoOverlap(
            "actors_tie_one_at_a_time",
            "actors_tie",
            ("subject_id", "counterpart_id", "kind"),
            "r.exclusive AND r.archived_at IS NULL",
        ),
    ]
