"""Captions, places in Vietnamese order and search entries for records made before the register had them."""

from __future__ import annotations

from banggiao.core.access import PUBLIC_LABEL, system
from banggiao.core.nouns import Kind, Noun, nouns
from banggiao.search.services import entries_rebuild, of_noun
from banggiao.sources.captions import caption_of, sort_key_of
from banggiao.sources.lookups import Lookups
from banggiao.sources.values import values_of

_PAGE = 500


def records_fill() -> int:
    """Fill what is empty, then make the search entries of every noun anew that lacks some.

    Nouns that are named by other records come after those. Return how many records were filled.
    """
    count = sum(_captions_fill(noun) for noun in sorted(nouns(), key=_named_by_records))
    for noun in nouns():
        if of_noun(noun).count() != noun.model.objects.current().count():
            entries_rebuild(noun)
    return count


def _named_by_records(noun: Noun) -> bool:
    return any(noun.by_name[name].kind is Kind.RECORD for name in noun.title)


def _captions_fill(noun: Noun) -> int:
    lookups, last, count = Lookups(system("sổ đăng ký")), 0, 0
    bare = noun.model.objects.filter(caption="")
    while page := list(bare.filter(pk__gt=last).order_by("pk")[:_PAGE]):
        last = page[-1].pk
        values = values_of(noun, page)
        lookups.prepare(noun, values)
        for record, told in zip(page, values, strict=True):
            alike = {PUBLIC_LABEL, record.label_id}
            record.caption = caption_of(noun, told, lookups, alike.__contains__)
            record.sort_key = sort_key_of(noun, told, record.caption)
        named = [record for record in page if record.caption]
        noun.model.objects.bulk_update(named, ["caption", "sort_key"], batch_size=200)
        count += len(named)
    return count
