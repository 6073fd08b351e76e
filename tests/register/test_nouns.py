"""Every description of a noun is true to its model, so that what is derived from it can be trusted."""

import pytest
from django.db import connection, models

from banggiao.core.models import AccessLabel, NounRecord
from banggiao.core.nouns import Kind, noun_of, nouns, pointing_at

ALL = [pytest.param(noun, id=noun.code) for noun in nouns()]
FIELDS = [
    pytest.param(noun, field, id=f"{noun.code}.{field.name}") for noun in nouns() for field in noun.fields
]


def test_every_model_of_a_noun_is_described():
    from django.apps import apps

    described = {noun.model for noun in nouns()}
    labelled = {model for model in apps.get_models() if issubclass(model, NounRecord)}
    assert labelled - described == {apps.get_model("reviews", "Review")}, "a review has pages of its own"


@pytest.mark.parametrize("noun", ALL)
def test_every_record_says_who_may_see_it(noun):
    label = noun.model._meta.get_field("label")
    assert isinstance(label, models.ForeignKey)
    assert label.related_model is AccessLabel


@pytest.mark.parametrize(("noun", "field"), FIELDS)
def test_every_field_has_its_columns_and_both_its_names(noun, field):
    columns = {f.attname for f in noun.model._meta.concrete_fields}
    assert set(field.columns) <= columns
    assert field.vi
    assert field.en
    if field.kind is Kind.RECORDS:
        assert noun.model._meta.get_field(field.name).many_to_many
    if field.noun:
        assert noun_of(field.noun)
    assert field.kind is not Kind.TERM or field.vocabulary
    assert field.kind is not Kind.CHOICE or field.choices


@pytest.mark.parametrize(("noun", "field"), FIELDS)
def test_what_a_form_takes_fits_the_column(noun, field):
    if field.personal or field.kind not in (Kind.TEXT, Kind.CHOICE):
        return
    column = noun.model._meta.get_field(field.name)
    if column.max_length is None:
        return
    longest = field.max_length if field.kind is Kind.TEXT else max(len(code) for code, _, _ in field.choices)
    assert longest <= column.max_length


@pytest.mark.parametrize("noun", ALL)
def test_titles_orders_and_wholes_name_fields_that_are_there(noun):
    assert set(noun.title) <= set(noun.by_name)
    assert noun.order.removeprefix("-") in {*noun.by_name, "created"}
    if noun.part_of:
        assert noun.by_name[noun.part_of].kind is Kind.RECORD
        assert noun.by_name[noun.part_of].required
    if noun.state:
        assert noun.by_name[noun.state].kind is Kind.CHOICE


@pytest.mark.parametrize("noun", ALL)
def test_every_required_choice_offers_its_default(noun):
    for field in noun.fields:
        if field.kind is Kind.CHOICE and field.default is not None:
            assert field.default in {code for code, _, _ in field.choices}


@pytest.mark.django_db
@pytest.mark.parametrize("noun", ALL)
def test_refusals_speak_of_constraints_that_the_database_has(noun):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT coalesce(group_concat(sql, ' '), '') FROM sqlite_master")
        else:
            cursor.execute(
                "SELECT coalesce(string_agg(conname, ' '), '') || ' ' || "
                "(SELECT string_agg(indexname, ' ') FROM pg_indexes) FROM pg_constraint"
            )
        (held,) = cursor.fetchone()
    table = noun.model._meta.db_table
    for name in noun.refusals:
        known = name in held or any(name.startswith(sign) for sign in (f"{table}.", f"{table}_"))
        assert known, f"{name} is no constraint"


def test_what_points_at_actors_is_known():
    told = {f"{noun.code}.{field.name}" for noun, field in pointing_at("actor")}
    assert {"tie.subject", "commitment.lead", "commitment.supporters", "engagement.counterpart"} <= told
