"""A CSV table becomes records: all of it or nothing, with file, line, column and reason for what is wrong; and a
bulk write leaves what single writes leave."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from banggiao import packs
from banggiao.actors.models import Actor, Person, Tie
from banggiao.core.access import Viewer, label_get, system
from banggiao.core.errors import DeedRefused, RowsRefused
from banggiao.core.files import path_of
from banggiao.core.models import Event, PersonalPayload
from banggiao.core.nouns import noun_of
from banggiao.engagements.models import Engagement
from banggiao.sources import table_file
from banggiao.sources.evidence import Evidence, person_source
from banggiao.sources.models import Claim, Source
from banggiao.sources.records import records_create
from banggiao.sources.table_file import TableRefused, cell_text, table_read
from banggiao.sources.tables import mapping_from, table_load
from banggiao.sources.values import values_of

pytestmark = pytest.mark.usefixtures("vietnam", "home")
LAN = system("Lan")
HEADER = "Tên hoạt động,Loại,Kênh,Cơ quan chủ trì,Đối tác,Từ ngày,Đến ngày,Trạng thái\n"
VISIT = 'Đoàn thăm Nhật Bản,"chuyến thăm, đoàn",Nhà nước,mfa,country-JPN,10/3/2026,15/3/2026,dự kiến\n'
MEETING = "Hội đàm với Lào,meeting,party,Bộ Ngoại giao,country-LAO,2026-Q2,,held\n"


def load(text: str | bytes, noun: str = "engagement", **more):
    data = text if isinstance(text, bytes) else text.encode()
    return table_load(noun=noun_of(noun), table=table_read("bang.csv", data), by=LAN, **more)


def faults(text: str | bytes, noun: str = "engagement", **more):
    before = counts()
    with pytest.raises(TableRefused) as refused:
        load(text, noun, **more)
    assert counts() == before, "nothing may be changed"
    return [(f.line, f.column) for f in refused.value.faults]


def counts():
    return [m.objects.count() for m in (Engagement, Actor, Tie, Person, Claim, Event, Source)]


def test_each_row_becomes_a_record_with_one_claim_in_its_own_words():
    told = load(HEADER + VISIT + MEETING)
    assert told.rows == 2
    visit, meeting = Engagement.objects.order_by("id").filter(
        title__in=["Đoàn thăm Nhật Bản", "Hội đàm với Lào"]
    )
    assert (visit.kind, visit.channel, visit.host.code, visit.status) == ("visit", "state", "mfa", "planned")
    assert (meeting.valid_from_precision, meeting.status) == ("quarter", "held")
    claim = Claim.objects.get(noun="engagement", record_key=visit.key)
    assert (claim.words, claim.paragraph, claim.rule) == (VISIT.rstrip("\n"), 2, "table")
    assert claim.says["valid_from"] == "2026-03-10"
    assert claim.source.kind == "table" and path_of(claim.source.sha256).exists()
    assert Event.objects.filter(code="engagement.created", record_key=visit.key, who="Lan").count() == 1
    assert Event.objects.filter(code="source.loaded", record_key=claim.source.key).count() == 1


def test_the_same_file_is_loaded_once_unless_forced():
    load(HEADER + VISIT)
    before = counts()
    assert load(HEADER + VISIT).already
    assert counts() == before
    assert load(HEADER + VISIT, force=True).rows == 1
    assert Source.objects.filter(kind="table").count() == 1


def test_a_dry_run_says_what_would_be_written_and_writes_nothing():
    before = counts()
    told = load(HEADER + VISIT, dry_run=True)
    assert (told.rows, told.examples) == (1, ("Đoàn thăm Nhật Bản",))
    assert counts() == before
    assert load(HEADER + VISIT).rows == 1


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("engagement", "title,kind,valid_from,valid_to\nx,meeting,2026-03-02,2026-03-01\ny,picnic,,\n,visit,,\n"),
        ("holiday", "on,name\n2031-03-02,Một\n2031-03-02,Hai\n"),
    ],
)  # fmt: skip
def test_a_dry_run_finds_what_a_load_is_refused_for(noun, text):
    found = [faults(text, noun, dry_run=dry_run) for dry_run in (True, False)]
    assert found[0] == found[1]
    assert len(found[0]) == (3 if noun == "engagement" else 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_that_spreadsheets_write(encoding, delimiter):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(csv.reader((HEADER + VISIT).splitlines()))
    assert load(out.getvalue().encode(encoding)).rows == 1


def test_columns_may_be_headed_in_either_language_or_by_field_or_mapped():
    assert (
        load("title,Kind,Channel,Cột lạ\nGặp,meeting,Đảng,x\n", mapping=mapping_from(["cột lạ=Place"])).rows
        == 1
    )
    assert Engagement.objects.get(title="Gặp").place == "x"
    assert load("title,kind,STT\nGặp nữa,meeting,1\n", mapping={"STT": ""}).rows == 1
    with pytest.raises(DeedRefused):
        mapping_from(["cột lạ"])


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(1, "")]),
        ("\n" + VISIT, [(1, "")]),
        ("title,Mã số,kind\nx,1,meeting\n", [(1, "Mã số")]),
        ("title,title,kind\nx,x,meeting\n", [(1, "title")]),
        ("title,kind,STT,stt\nx,meeting,1,2\n", [(1, "stt")]),
        ("title,Tên hoạt động,kind\nx,x,meeting\n", [(1, "Tên hoạt động")]),
        ("title,,kind\nx,,meeting\n", [(1, "2")]),
        ("title\nx\n", [(1, "loại")]),
        ("title,kind\nx\n", [(2, "")]),
        ("title,kind\nx,meeting,y\n\nz,picnic\n", [(2, ""), (4, "kind")]),
        ("title,kind,Từ ngày\nx,meeting,30/2/2026\n", [(2, "Từ ngày")]),
        ("title,kind,Từ ngày,Đến ngày\nx,meeting,2026,2025\n", [(2, "Đến ngày")]),
        ("title,kind,place\nx,meeting,=1+1\ny,meeting,@SUM(A1)\nz,meeting,-cmd\n", [(2, "place"), (3, "place"), (4, "place")]),
        ("title,kind,host\nx,meeting,không có\n", [(2, "host")]),
        ("title,kind,channel\nx,meeting,Kênh lạ\n", [(2, "channel")]),
        ("title,kind\n,meeting\n", [(2, "title")]),
        ('title,kind\n"hai\ndòng",meeting\nx,picnic\n', [(4, "kind")]),
        ("title,kind\nx\0,meeting\n", [(2, "")]),
        ("title,kind\nĐoàn,meeting\n".encode("cp1258", "replace").replace(b"?", b"\xd0"), [(2, "")]),
        (",".join(f"c{n}" for n in range(201)), [(1, "")]),
        ("title,kind\n" + "x" * 200_000 + ",meeting\n", [(2, "")]),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_named_by_line_and_column(text, places):
    assert faults(text) == places


def test_every_fault_is_told_up_to_a_hundred():
    assert len(faults("title,kind\n" + "x,picnic\n" * 300)) == 100
    with pytest.raises(TableRefused) as refused:
        load("title,kind\nx,picnic\n")
    fault = refused.value.faults[0]
    assert "bang.csv, dòng 2, cột “kind”" in str(fault)
    assert "bang.csv, line 2, column “kind”" in fault.message("en")


def test_a_mapped_column_that_is_not_there_is_named():
    assert faults("title,kind\nx,meeting\n", mapping={"Nơi": "place"}) == [(1, "nơi")]


def test_a_file_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(table_file, "MAX_BYTES", 10)
    assert faults(HEADER + VISIT) == [(1, "")]


def test_intervals_that_overlap_a_row_of_the_file_or_of_the_register_are_refused():
    header = "kind,subject,counterpart,rank,valid_from,valid_to\n"
    row = "partnership,country-VNM,country-QAT,đối tác toàn diện,{},{}\n"
    assert faults(header + row.format(2020, 2021) + row.format(2021, 2022) + row.format(2023, ""), "tie") == [
        (3, "valid_from")
    ]
    japan = "partnership,country-VNM,country-JPN,đối tác toàn diện,2024,\n"
    assert faults(header + row.format(2020, 2021) + japan, "tie") == [(3, "valid_from")]
    assert load(header + row.format(2020, 2021) + row.format(2022, ""), "tie").rows == 2


def test_a_succession_that_goes_round_is_refused():
    rows = "predecessor,kind,successor,on\nmfa,renamed,bct,2026\nbct,renamed,byt,2026\nbyt,renamed,mfa,2026\n"
    assert faults(rows, "succession") == [(4, "successor")]


def test_a_row_may_name_a_row_above_it_and_none_below():
    rows = "code,name_vi,kind,parent\nthu-a,Cơ quan A,agency,\nthu-b,Cơ quan B,unit,thu-a\nthu-c,Cơ quan C,unit,Cơ quan B\n"
    assert load(rows, "actor").rows == 3
    assert Actor.objects.get(code="thu-c").parent.code == "thu-b"
    below = "code,name_vi,kind,parent\nthu-d,Cơ quan D,unit,thu-e\nthu-e,Cơ quan E,agency,\n"
    assert faults(below, "actor") == [(2, "parent")]


def test_a_code_that_is_taken_twice_is_refused():
    assert faults("code,name_vi,kind\nthu-x,X,agency\nthu-x,Y,agency\nmfa,Z,agency\n", "actor") == [
        (3, "code"), (4, "code"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["MẬT", "TỐI MẬT,,,,,,,", ",Độ mật: Mật,,,,,,"])
def test_a_table_with_a_mark_of_secrecy_at_its_head_is_refused(head):
    before = counts()
    with pytest.raises(DeedRefused) as refused:
        load(f"{head}\n{HEADER}{VISIT}")
    assert refused.value.code == "secret" and counts() == before


def test_a_table_may_be_for_one_body_only():
    label = label_get(circulation="agency", owner=Actor.objects.get(code="mfa").key)
    load(HEADER + VISIT, label=label)
    record = Engagement.objects.get(title="Đoàn thăm Nhật Bản")
    assert (record.label, Source.objects.get(kind="table").label) == (label, label)


def test_personal_values_of_a_table_stand_in_no_claim_and_no_file():
    load("name,phone\nTrần Văn Thử,+84 912 345 678\n".replace("+84 ", "0"), "person")
    person = Person.objects.get(name="Trần Văn Thử")
    for claim in Claim.objects.filter(record_key=person.key):
        told = claim.words + str(claim.says)  # a digest may hold three of its digits by chance
        assert "912 345" not in told
        assert "912345" not in told
    assert PersonalPayload.objects.get(record_key=person.key).values == {"phone": "0912 345 678"}
    assert not path_of(Source.objects.get(kind="table").sha256).exists()


def test_whoever_may_not_create_loads_nothing():
    before = counts()
    table = table_read("bang.csv", (HEADER + VISIT).encode())
    with pytest.raises(DeedRefused):
        table_load(noun=noun_of("engagement"), table=table, by=Viewer("khách"))
    assert counts() == before


def test_the_command_loads_a_file_and_tells_every_fault(tmp_path, capsys):
    path = tmp_path / "hoat-dong.csv"
    path.write_text(HEADER + VISIT, encoding="utf-8-sig")
    call_command("load", str(path), "--noun=engagement", "--label=agency", "--owner=mfa")
    call_command("load", str(path), "--noun=engagement")
    loaded, undoing, again = capsys.readouterr().out.splitlines()
    assert loaded == "Đã nạp: 1 hoạt động"
    assert "banggiao undo " in undoing
    assert again == "Đã nạp tệp này trước đây; không thay đổi gì: hoat-dong.csv"
    path.write_text("title,kind\nx,picnic\n,meeting\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"dòng 2.*\n.*dòng 3"):
        call_command("load", str(path), "--noun=engagement")
    with pytest.raises(CommandError, match="--noun"):
        call_command("load", str(path))
    with pytest.raises(CommandError, match="không-có"):
        call_command("load", str(path), "--noun=engagement", "--label=agency", "--owner=không-có")


@given(st.text(max_size=12))
def test_a_cell_is_a_number_a_text_or_a_formula(text):
    try:
        told = cell_text(text)
    except ValueError:
        assert text.strip()[0] in "=+-@"
    else:
        assert told == text.strip() or "'" + told == text.strip()


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    try:
        rows = list(table_read("x.csv", data).rows())
    except DeedRefused:
        return
    assert all(row.line > 1 for row in rows)


# Bulk and single writes

DATES = st.sampled_from(["", "2024", "2025-03", "2025-03-10", "2025-Q4", "30/2/2025", "10/12/2024", "x"])
ROWS = {
    "engagement": st.fixed_dictionaries(
        {"title": st.sampled_from(["Gặp", "Thăm", ""]), "kind": st.sampled_from(["visit", "chuyến thăm, đoàn", "picnic"])},
        optional={"valid_from": DATES, "valid_to": DATES, "host": st.sampled_from(["mfa", "nobody", ""]),
                  "channel": st.sampled_from(["party", "Nhân dân", "?"]), "status": st.sampled_from(["held", ""])},
    ),
    "tie": st.fixed_dictionaries(
        {"kind": st.sampled_from(["partnership", "twinning"]), "subject": st.just("country-VNM"),
         "counterpart": st.sampled_from(["country-QAT", "country-OMN", "country-VNM"]),
         "rank": st.sampled_from(["đối tác toàn diện", ""])},
        optional={"valid_from": DATES, "valid_to": DATES},
    ),
    "commitment": st.fixed_dictionaries(
        {"text": st.sampled_from(["Làm", "Báo cáo"]), "lead": st.sampled_from(["mfa", "bct", ""])},
        optional={"supporters": st.sampled_from(["byt;bca", "mfa", "nobody"]), "due": DATES, "done_on": DATES,
                  "given_on": DATES, "evidence": st.sampled_from(["", "công văn"])},
    ),
    "person": st.fixed_dictionaries(
        {"name": st.sampled_from(["Lê Thử", ""])}, optional={"phone": st.sampled_from(["0912", ""]), "birth_date": DATES},
    ),
    "succession": st.fixed_dictionaries(
        {"kind": st.just("renamed"), "predecessor": st.sampled_from(["bct", "byt", "btp"]),
         "successor": st.sampled_from(["bct", "byt", "btp"])}, optional={"on": DATES},
    ),
}  # fmt: skip


class _Undo(Exception):
    pass


def left_behind(write):
    """Run ``write`` and take it back; return the refusals it told and what it left, without keys and times."""
    seen = {}
    events, claims = Event.objects.order_by("-id").first().id, Claim.objects.order_by("-id").first().id
    try:
        with transaction.atomic():
            seen["refused"] = write()
            said = Claim.objects.filter(id__gt=claims).order_by("id")
            seen["claims"] = [
                (c.noun, c.words, c.state, c.decided_by, c.rule, c.source.sha256, _plain(c.says))
                for c in said
            ]
            seen["audit"] = [
                (e.code, e.who, e.reason, _plain(e.after))
                for e in Event.objects.filter(id__gt=events).order_by("id")
            ]
            records = []
            for code in {c.noun for c in said}:
                noun = noun_of(code)
                rows = list(noun.model.objects.filter(key__in=[c.record_key for c in said]).order_by("id"))
                told = zip(rows, values_of(noun, rows), strict=True)
                records += [(code, r.caption, r.sort_key, r.label_id, values) for r, values in told]
            seen["records"] = records
            raise _Undo
    except _Undo:
        return seen


def _plain(says):
    return {k: "digest" if str(v).startswith("sha256:") else v for k, v in (says or {}).items()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_bulk_and_single_writes_leave_the_same_and_refuse_the_same(data):
    code = data.draw(st.sampled_from(sorted(ROWS)))
    noun = noun_of(code)
    rows = data.draw(st.lists(ROWS[code], min_size=1, max_size=6))
    source = person_source(LAN)
    told = [Evidence(source=source, words=f"hàng {n}", paragraph=n, rule="thử") for n in range(len(rows))]

    def bulk():
        wrong: set[int] = set()
        while True:
            left = [n for n in range(len(rows)) if n not in wrong]
            try:
                records_create(noun, [rows[n] for n in left], by=LAN, evidence=[told[n] for n in left])
            except RowsRefused as refused:
                refusals.update((left[n], f.field, f.code) for n, f in refused.faults)
                wrong |= {left[n] for n, _ in refused.faults}
            else:
                return sorted(refusals)

    def single():
        found = set()
        for n, row in enumerate(rows):
            try:
                records_create(noun, [row], by=LAN, evidence=told[n])
            except RowsRefused as refused:
                found |= {(n, f.field, f.code) for _, f in refused.faults}
        return sorted(found)

    refusals: set[tuple[int, str, str]] = set()
    assert left_behind(bulk) == left_behind(single)


def test_a_bulk_write_with_one_wrong_row_writes_none():
    before = counts()
    with pytest.raises(RowsRefused):
        records_create(
            noun_of("engagement"), [{"title": "A", "kind": "visit"}, {"title": "", "kind": "visit"}], by=LAN
        )
    assert counts() == before


def test_the_template_for_missions_can_be_filled_in_and_loaded():
    header = (Path(packs.__file__).parent / "vn" / "templates" / "missions.csv").read_text("utf-8")
    row = "thu-dsq,Đại sứ quán thử,,cơ quan đại diện ở nước ngoài,cqdd,2025,,viết cho kiểm thử\n"
    assert load(header + row, "actor").rows == 1
    mission = Actor.objects.get(code="thu-dsq")
    assert (mission.kind, mission.parent.code, mission.valid_from_precision) == ("mission", "cqdd", "year")
