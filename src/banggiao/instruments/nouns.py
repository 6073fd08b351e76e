"""The nouns of this room: instruments, parties, clauses, principles, briefings, commitments, milestones,
progress, reports required, terms."""

from __future__ import annotations

from banggiao.core.nouns import Derived, Duty, Fault, Field, Kind, Noun, register
from banggiao.core.shapes import choice, day, interval, note, record, records, term, text, words
from banggiao.instruments.chain import instruments_check
from banggiao.instruments.models import (
    Briefing,
    Clause,
    Commitment,
    Instrument,
    Milestone,
    Party,
    PrincipleCheck,
    Progress,
    ReportRequired,
    Term,
)
from banggiao.instruments.principles import PRINCIPLES, principle_check
from banggiao.instruments.rules import (
    LAW_STATES,
    STATES,
    commitment_check,
    commitments_check,
    done_check,
    in_law_state,
    in_state,
    law_state_of,
    leads_kept,
    state_of,
)

KINDS_OF_INSTRUMENT = (
    ("directive", "chỉ thị, nghị quyết, kết luận", "directive, resolution, conclusion"),
    ("law", "văn bản quy phạm pháp luật", "legal act"),
    ("regulation", "quy chế, hướng dẫn", "regulation, guidance"),
    ("programme", "chương trình, kế hoạch, đề án", "programme, plan, project"),
    ("treaty", "điều ước quốc tế", "treaty"),
    ("agreement", "thỏa thuận quốc tế", "international agreement"),
    ("fta", "hiệp định thương mại tự do", "free trade agreement"),
    ("statement", "tuyên bố chung, biên bản", "joint statement, minutes"),
    ("other", "văn kiện khác", "other"),
)
LIFECYCLE = (
    ("study", "nghiên cứu", "study"),
    ("negotiation", "đàm phán", "negotiation"),
    ("signed", "đã ký", "signed"),
    ("approval", "chờ phê chuẩn, phê duyệt", "awaiting ratification or approval"),
    ("in_force", "đang hiệu lực", "in force"),
    ("review", "rà soát, nâng cấp", "review, upgrade"),
    ("replaced", "đã thay thế", "replaced"),
    ("ended", "hết hiệu lực", "ended"),
    ("unknown", "chưa rõ", "unknown"),
    ("unresolved", "được nhắc đến, chưa xác định là văn kiện nào", "named in a paper, not yet resolved"),
)
GENERATIONS = (
    ("new", "thế hệ mới", "new generation"),
    ("earlier", "thế hệ trước", "earlier generation"),
)
STAGES_OF_REPORT = (
    ("interim", "sơ kết", "interim review"),
    ("final", "tổng kết", "final review"),
)
ROLES_OF_PARTY = (
    ("party", "bên ký kết", "party"),
    ("signatory", "cơ quan ký", "signing body"),
    ("issuer", "cơ quan ban hành", "issuer"),
    ("lead", "cơ quan đề xuất", "proposing body"),
    ("owner", "cơ quan chủ trì thực hiện", "body in charge"),
    ("depositary", "cơ quan lưu chiểu", "depositary"),
)
KINDS_OF_CLAUSE = (
    ("viewpoint", "quan điểm", "viewpoint"),
    ("objective", "mục tiêu", "objective"),
    ("task", "nhiệm vụ", "task"),
    ("measure", "biện pháp", "measure"),
)
KINDS_OF_COMMITMENT = (
    ("task", "nhiệm vụ", "task"),
    ("commitment", "cam kết của ta", "our commitment"),
    ("partner", "cam kết của đối tác", "the partner's commitment"),
    ("conclusion", "kết luận chỉ đạo", "leader's conclusion"),
    ("law", "việc sửa đổi pháp luật", "legal change"),
)
KINDS_OF_PROGRESS = (
    ("result", "kết quả", "result"),
    ("difficulty", "khó khăn, vướng mắc", "difficulty"),
    ("cause", "nguyên nhân", "cause"),
    ("proposal", "kiến nghị", "proposal"),
)
METHODS_OF_BRIEFING = (
    ("conference", "hội nghị quán triệt", "conference"),
    ("online", "hội nghị trực tuyến", "online conference"),
    ("study", "học tập, sinh hoạt chuyên đề", "study session"),
    ("letter", "văn bản, tài liệu gửi", "letter or papers sent"),
    ("other", "hình thức khác", "other"),
)
ANSWERS = (
    ("yes", "bảo đảm", "kept"),
    ("no", "chưa bảo đảm", "not kept"),
    ("na", "không áp dụng", "does not apply"),
)
PERIODS = (
    ("week", "tuần", "weekly"),
    ("month", "tháng", "monthly"),
    ("quarter", "quý", "quarterly"),
    ("half", "6 tháng", "half-yearly"),
    ("year", "năm", "yearly"),
    ("five_years", "5 năm", "five-yearly"),
    ("once", "một lần, theo sự kiện", "once, by event"),
)
_TWICE = Fault("", "taken", "Đã có.", "It is there already.")

INSTRUMENT = register(
    Noun(
        code="instrument", model=Instrument, vi="văn kiện", en="instrument", en_many="instruments",
        title=("number", "title"), order="-date", state="lifecycle", tree="issued_under",
        fields=(
            text("title", "tên, trích yếu", "title", required=True, max_length=2000, search="A", listed=True, sorted=True),
            text("number", "số, ký hiệu", "number", max_length=100, search="A", listed=True),
            choice("kind", "nhóm văn kiện", "kind", KINDS_OF_INSTRUMENT, listed=True, filtered=True),
            text("type", "tên loại", "type", max_length=100, listed=True),
            text("issuer", "cơ quan ban hành (mã)", "issuer (code)", max_length=64),
            day("date", "ngày ban hành, ngày ký", "date", listed=True, sorted=True, filtered=True),
            choice("lifecycle", "tình trạng", "stage", LIFECYCLE, listed=True, filtered=True),
            *interval(("hiệu lực từ", "in force from"), ("hiệu lực đến", "in force until")),
            record("issued_under", "ban hành theo", "issued under", "instrument", filtered=True,
                   help_vi="Văn kiện chỉ đạo mà văn kiện này triển khai: nghị quyết → chỉ thị → kế hoạch.",
                   help_en="The guiding document that this one carries out: resolution → directive → plan."),
            record("successor", "được thay bằng", "replaced by", "instrument"),
            term("field", "lĩnh vực", "field", "field_central field_local", filtered=True),
            term("channel", "kênh", "channel", "channel", filtered=True),
            text("in_name_of", "danh nghĩa ký", "signed in the name of", max_length=64),
            text("signed_at", "nơi ký", "signed at", max_length=200),
            text("languages", "ngôn ngữ", "languages", max_length=200),
            words("renewal", "thời hạn, gia hạn", "term and renewal"),
            text("original_at", "nơi lưu bản gốc", "original kept at"),
            text("horizon", "mốc, nhiệm kỳ hướng tới", "horizon", max_length=64),
            day("review_on", "ngày rà soát chương trình", "review date", filtered=True, sorted=True),
            choice("generation", "thế hệ hiệp định", "generation", GENERATIONS, filtered=True,
                   help_vi="Chỉ ghi cho hiệp định thương mại tự do, theo cách gọi của văn bản chính thức.",
                   help_en="Of free trade agreements only, as official papers call them."),
            note(),
        ),
        check_many=instruments_check,
        follows=frozenset({
            "engagements.Engagement.plan", "exchange.Envelope.instrument", "instruments.Briefing.instrument",
            "instruments.Clause.instrument",
            "instruments.Commitment.instrument", "instruments.Commitment.law_to_change",
            "instruments.Instrument.issued_under", "instruments.Instrument.successor",
            "instruments.Party.instrument", "instruments.PrincipleCheck.instrument",
            "instruments.ReportRequired.instrument", "reviews.Review.instrument",
        }),
    )
)  # fmt: skip

PARTY = register(
    Noun(
        code="party", model=Party, vi="bên của văn kiện", en="party", en_many="parties",
        title=("actor", "role", "instrument"), part_of="instrument",
        fields=(
            record("instrument", "văn kiện", "instrument", "instrument", required=True, listed=True, filtered=True),
            record("actor", "chủ thể", "actor", "actor", required=True, listed=True, filtered=True),
            choice("role", "vai trò", "role", ROLES_OF_PARTY, required=True, listed=True, filtered=True),
            text("signatory", "người ký", "signed by", listed=True),
            *interval(),
            note(),
        ),
        refusals={"instruments_party_once": _TWICE},
    )
)  # fmt: skip

CLAUSE = register(
    Noun(
        code="clause", model=Clause, vi="mục", en="clause", en_many="clauses", title=("number", "title"),
        part_of="instrument", order="order", tree="group",
        fields=(
            record("instrument", "văn kiện", "instrument", "instrument", required=True, listed=True, filtered=True),
            text("number", "số mục", "number", required=True, max_length=32, search="A", listed=True),
            choice("kind", "loại", "kind", KINDS_OF_CLAUSE, required=True, listed=True, filtered=True),
            record("group", "thuộc mục", "group", "clause"),
            text("title", "tên mục", "title", required=True, max_length=2000, search="A", listed=True),
            words("text", "nội dung", "text", search="B"),
            Field("order", Kind.INTEGER, "thứ tự", "order", required=True, minimum=0, sorted=True, default=0),
        ),
        refusals={
            "instruments_clause_number_once": Fault("number", "taken", "Số mục này đã có trong văn kiện.", "This number is taken in the instrument."),
        },
        follows=frozenset({"instruments.Clause.group", "instruments.Commitment.clause"}),
    )
)  # fmt: skip

PRINCIPLE = register(
    Noun(
        code="principle", model=PrincipleCheck, vi="rà soát nguyên tắc của thỏa thuận", en="principle check",
        en_many="principle checks", title=("principle", "instrument"), part_of="instrument",
        fields=(
            record("instrument", "văn kiện", "instrument", "instrument", required=True, listed=True, filtered=True),
            choice("principle", "nguyên tắc", "principle", PRINCIPLES, required=True, listed=True, filtered=True,
                   help_vi="Pháp luật trong nước: Luật Thỏa thuận quốc tế 70/2020/QH14 (thỏa thuận); Luật Điều ước quốc tế 108/2016, sửa đổi 137/2025/QH15 (điều ước).",
                   help_en="Domestic law: Law 70/2020/QH14 (international agreements); Law 108/2016, amended by 137/2025/QH15 (treaties)."),
            choice("answer", "kết luận", "answer", ANSWERS, required=True, listed=True, filtered=True),
            record("actor", "cơ quan rà soát", "checked by", "actor", required=True, listed=True, filtered=True),
            day("on", "ngày", "on", listed=True, sorted=True),
            words("note", "giải trình", "explanation", search="B",
                  help_vi="Bắt buộc khi chưa bảo đảm hoặc không áp dụng.",
                  help_en="Required where it is not kept or does not apply."),
        ),
        check=principle_check,
        refusals={
            "instruments_principle_once": Fault(
                "principle", "taken", "Nguyên tắc này đã được rà soát; hãy sửa bản ghi đã có.",
                "This principle was checked already; change that record."),
            "instruments_principle_reason": Fault("note", "required", "Hãy ghi giải trình.", "Give an explanation."),
        },
    )
)  # fmt: skip

BRIEFING = register(
    Noun(
        code="briefing", model=Briefing, vi="quán triệt", en="briefing", en_many="briefings",
        title=("on", "method", "instrument"), part_of="instrument", order="-on",
        fields=(
            record("instrument", "văn kiện", "instrument", "instrument", required=True, listed=True, filtered=True),
            records("bodies", "cơ quan được quán triệt", "bodies briefed", "actor", required=True),
            day("on", "ngày", "on", required=True, listed=True, sorted=True, filtered=True),
            choice("method", "hình thức", "how", METHODS_OF_BRIEFING, required=True, listed=True, filtered=True),
            record("host", "cơ quan tổ chức quán triệt", "by whom", "actor", listed=True, filtered=True),
            Field("people", Kind.INTEGER, "số người", "people", minimum=0, listed=True),
            note(),
        ),
    )
)  # fmt: skip

COMMITMENT = register(
    Noun(
        code="commitment", model=Commitment, vi="nhiệm vụ, cam kết", en="commitment", en_many="commitments",
        title=("text",), order="due",
        fields=(
            words("text", "nội dung", "what is to be done", required=True, search="A", listed=True, sorted=True),
            choice("kind", "loại", "kind", KINDS_OF_COMMITMENT, required=True, listed=True, filtered=True, default="task"),
            record("lead", "cơ quan chủ trì (một)", "lead (one)", "actor", required=True, listed=True, filtered=True,
                   help_vi="Mỗi nhiệm vụ chỉ giao một cơ quan chủ trì (NĐ 191/2026/NĐ-CP).",
                   help_en="One task, one lead."),
            records("supporters", "cơ quan phối hợp", "supporters", "actor"),
            record("counterpart", "đối tác", "counterpart", "actor", filtered=True),
            record("instrument", "theo văn kiện", "instrument", "instrument", filtered=True),
            record("clause", "theo mục", "clause", "clause"),
            term("channel", "kênh", "channel", "channel", filtered=True),
            term("field", "lĩnh vực", "field", "field_central field_local", filtered=True),
            text("beneficiary", "đối tượng thụ hưởng", "beneficiary", search="B"),
            text("interest", "lợi ích phục vụ", "interest served"),
            record("law_to_change", "văn bản trong nước phải sửa", "domestic act to amend", "instrument"),
            day("given_on", "ngày giao", "given on"),
            day("due", "hạn", "due", latest=True, listed=True, sorted=True, filtered=True),
            day("done_on", "hoàn thành ngày", "done on", listed=True, filtered=True),
            words("evidence", "minh chứng hoàn thành", "evidence"),
        ),
        duty=Duty(due="due", done="done_on", in_charge="lead", work="field"),
        derived=(
            Derived("state", "tình trạng", "state", STATES, ("due", "done_on"), in_state, state_of),
            Derived("law", "luật trong nước", "domestic law", LAW_STATES, ("law_to_change", "done_on"),
                    in_law_state, law_state_of, column=False),
        ),
        check=commitment_check, check_many=commitments_check, after_write=leads_kept,
        refusals={
            "instruments_commit_done_evidence": Fault(
                "evidence", "evidence", "Chưa thể kết thúc: thiếu minh chứng.", "It cannot be closed: there is no evidence."),
            "instruments_commit_done_after": Fault(
                "done_on", "interval", "Hoàn thành trước ngày giao.", "It was done before it was given."),
            "instruments_lead_one": Fault(
                "lead", "two-leads", "Mỗi nhiệm vụ chỉ có một cơ quan chủ trì tại một thời điểm.", "One lead at a time."),
        },
        follows=frozenset({"instruments.Milestone.commitment", "instruments.Progress.commitment"}),
        stays={"instruments.Lead.commitment": "who led the one task when is its own history; the lead that holds is a fact of the record"},
    )
)  # fmt: skip

MILESTONE = register(
    Noun(
        code="milestone", model=Milestone, vi="mốc thực hiện", en="milestone", en_many="milestones",
        title=("text",), part_of="commitment", order="due",
        fields=(
            record("commitment", "nhiệm vụ, cam kết", "commitment", "commitment", required=True, listed=True, filtered=True),
            words("text", "kết quả phải đạt", "what is reached", required=True, search="B", listed=True),
            day("due", "hạn", "due", latest=True, required=True, listed=True, sorted=True, filtered=True),
            day("done_on", "đạt ngày", "reached on", listed=True, filtered=True),
            words("evidence", "minh chứng", "evidence"),
        ),
        duty=Duty(due="due", done="done_on", in_charge="commitment__lead", work="commitment__field",
                  within="commitment"),
        derived=(Derived("state", "tình trạng", "state", STATES, ("due", "done_on"), in_state, state_of),),
        check=done_check,
        refusals={
            "instruments_milestone_done_evidence": Fault(
                "evidence", "evidence", "Chưa thể ghi đã đạt: thiếu minh chứng.", "It is not reached without evidence."),
        },
    )
)  # fmt: skip

PROGRESS = register(
    Noun(
        code="progress", model=Progress, vi="báo cáo tiến độ", en="progress", en_many="progress",
        title=("on", "text"), part_of="commitment", order="-on",
        fields=(
            record("commitment", "nhiệm vụ, cam kết", "commitment", "commitment", required=True, listed=True, filtered=True),
            record("actor", "cơ quan báo cáo", "reported by", "actor", listed=True, filtered=True),
            day("on", "ngày", "on", required=True, listed=True, sorted=True),
            choice("kind", "loại", "kind", KINDS_OF_PROGRESS, required=True, listed=True, filtered=True, default="result"),
            term("result_type", "loại kết quả", "type of result", "result_type", listed=True, filtered=True),
            words("text", "nội dung", "text", required=True, search="B", listed=True),
            Field("percent", Kind.INTEGER, "mức độ hoàn thành (%)", "percent done", minimum=0),
        ),
        refusals={
            "instruments_progress_percent": Fault("percent", "range", "Từ 0 đến 100.", "From 0 to 100."),
        },
    )
)  # fmt: skip

REPORT_REQUIRED = register(
    Noun(
        code="report", model=ReportRequired, vi="chế độ báo cáo", en="report required", en_many="reports required",
        title=("name",), order="name",
        fields=(
            text("name", "tên báo cáo", "name", required=True, search="A", listed=True, sorted=True),
            record("instrument", "về việc thực hiện văn kiện", "on the instrument", "instrument", filtered=True),
            choice("stage", "sơ kết, tổng kết", "interim or final", STAGES_OF_REPORT, filtered=True),
            words("content", "nội dung yêu cầu báo cáo", "content", required=True, search="B"),
            records("reporters", "đối tượng báo cáo", "who reports", "actor"),
            text("reporters_text", "đối tượng báo cáo (mô tả)", "who reports (in words)", max_length=500, listed=True),
            record("receiver", "cơ quan nhận", "to whom", "actor", filtered=True),
            text("receiver_text", "cơ quan nhận (mô tả)", "to whom (in words)", max_length=500, listed=True),
            text("method", "phương thức gửi", "method"),
            choice("period", "tần suất", "period", PERIODS, required=True, listed=True, filtered=True),
            text("window", "thời gian chốt số liệu", "data window", max_length=200, listed=True),
            text("cut_off", "thời hạn gửi", "cut-off", max_length=100, listed=True),
            text("template", "mẫu đề cương, biểu mẫu", "template"),
            text("legal_ref", "căn cứ", "legal reference", required=True, search="B", listed=True),
            *interval(),
            note(),
        ),
    )
)  # fmt: skip

TERM = register(
    Noun(
        code="term", model=Term, vi="mục từ danh mục", en="vocabulary entry", en_many="vocabularies",
        title=("label_vi",), english="label_en", order="order",
        fields=(
            text("vocabulary", "danh mục", "vocabulary", required=True, max_length=32, listed=True, filtered=True),
            text("code", "mã", "code", required=True, max_length=64, listed=True),
            text("label_vi", "tên", "label", required=True, search="A", listed=True, sorted=True),
            text("label_en", "tên tiếng Anh", "English label", search="A", listed=True),
            Field("order", Kind.INTEGER, "thứ tự", "order", required=True, minimum=0, sorted=True, default=0),
            *interval(),
        ),
        refusals={"instruments_term_once": Fault("code", "taken", "Mã này đã có trong danh mục.", "This code is taken.")},
        not_merged=Fault(
            "", "not-merged", "Mục danh mục được nhắc đến bằng mã trong bản ghi và văn bản nên không gộp; hãy lưu trữ mục thừa.",
            "Entries are quoted by their code in records and papers; archive the one that is not wanted."),
    )
)  # fmt: skip
