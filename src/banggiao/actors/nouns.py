"""The nouns of this room: actors and their names, who became whom, people, posts, tenures, charges, ties."""

from __future__ import annotations

from banggiao.actors.following import actor_ids_with_history
from banggiao.actors.levels import LEVELS, level_of, on_level
from banggiao.actors.models import Actor, ActorCode, ActorName, Charge, Person, Post, Succession, Tenure, Tie
from banggiao.actors.rules import (
    actors_check,
    code_check,
    post_single_copied,
    successions_check,
    tie_check,
    ties_prepared,
)  # fmt: skip
from banggiao.core.nouns import Derived, Fault, Field, Kind, Noun, register
from banggiao.core.shapes import choice, day, interval, note, record, term, text, words

KINDS_OF_ACTOR = (
    ("country", "quốc gia", "country"),
    ("territory", "vùng lãnh thổ", "territory"),
    ("organisation", "tổ chức quốc tế", "international organisation"),
    ("organ", "cơ quan của tổ chức quốc tế", "organ of an organisation"),
    ("forum", "diễn đàn, cơ chế", "forum"),
    ("party", "cơ quan Đảng", "Party body"),
    ("state", "cơ quan nhà nước", "State body"),
    ("assembly", "cơ quan Quốc hội", "National Assembly body"),
    ("government", "Chính phủ", "Government"),
    ("ministry", "bộ", "ministry"),
    ("ministerial", "cơ quan ngang bộ", "ministerial-level body"),
    ("agency", "cơ quan", "agency"),
    ("unit", "đơn vị", "unit"),
    ("steering", "cơ chế phối hợp (ban chỉ đạo, tổ công tác)", "coordination mechanism"),
    ("province", "tỉnh, thành phố", "province"),
    ("local", "địa phương khác", "other locality"),
    ("mission", "cơ quan đại diện ở nước ngoài", "mission abroad"),
    ("front", "mặt trận", "front"),
    ("mass", "tổ chức chính trị - xã hội", "mass organisation"),
    ("people", "tổ chức nhân dân", "people's organisation"),
    ("business", "doanh nghiệp, hiệp hội", "enterprise or association"),
    ("academic", "cơ quan nghiên cứu, đào tạo", "academic body"),
    ("media", "báo chí", "press"),
    ("post", "chức danh", "post"),
    ("role", "vai trò", "role"),
)
KINDS_OF_TIE = (
    ("diplomatic", "quan hệ ngoại giao", "diplomatic relations"),
    ("partnership", "khuôn khổ đối tác", "partnership tier"),
    ("sectoral", "đối tác chuyên ngành", "sectoral partnership"),
    ("neighbour", "láng giềng", "neighbour"),
    ("friend", "bạn bè truyền thống", "traditional friend"),
    ("important", "đối tác quan trọng", "important partner"),
    ("potential", "đối tác tiềm năng", "potential partner"),
    ("member", "thành viên", "membership"),
    ("seat", "ghế, vị trí được bầu", "elected seat"),
    ("chair", "chủ tịch, chủ trì", "chair"),
    ("host", "chủ nhà", "host"),
    ("candidate", "ứng cử", "candidature"),
    ("accreditation", "kiêm nhiệm", "accreditation"),
    ("twinning", "kết nghĩa, hữu nghị", "twinning"),
    ("role", "đảm nhiệm vai trò", "holds a role"),
    ("coordination", "tham gia cơ chế phối hợp", "member of a coordination mechanism"),
    ("focal", "đầu mối", "focal point"),
)
KINDS_OF_SUCCESSION = (
    ("merged_into", "sáp nhập vào", "merged into"),
    ("split_into", "tách thành", "split into"),
    ("renamed", "đổi tên thành", "renamed"),
    ("replaced_by", "được thay bằng", "replaced by"),
)
KINDS_OF_NAME = (
    ("official", "chính thức", "official"),
    ("abbreviation", "viết tắt", "abbreviation"),
    ("alias", "tên khác", "alias"),
    ("former", "tên cũ", "former"),
)
SCHEMES = (
    ("organ", "mã định danh cơ quan (QCVN 102)", "organisation code (QCVN 102)"),
    ("other", "mã khác", "other code"),
)
LANGUAGES = (("vi", "tiếng Việt", "Vietnamese"), ("en", "tiếng Anh", "English"), ("", "khác", "other"))

ACTOR = register(
    Noun(
        code="actor", model=Actor, vi="chủ thể", en="actor", en_many="actors",
        title=("name_vi",), english="name_en", order="name_vi", tree="parent", with_history=actor_ids_with_history,
        fields=(
            text("name_vi", "tên chính thức", "official name", required=True, search="A", listed=True, sorted=True),
            text("name_en", "tên tiếng Anh chính thức", "official English name", search="A", listed=True,
                 help_vi="Theo TT 03/2009/TT-BNG hoặc văn bản của chính cơ quan; bản dịch ghi ở ô dưới.",
                 help_en="As officially laid down; a mere translation goes below."),
            text("translation_en", "bản dịch tiếng Anh (không chính thức)", "English translation (not official)",
                 search="A"),
            text("code", "mã", "code", required=True, max_length=64, search="A",
                 help_vi="Chữ cái không dấu, chữ số, gạch nối.", help_en="Letters, digits, hyphens."),
            choice("kind", "loại", "kind", KINDS_OF_ACTOR, required=True, listed=True, filtered=True),
            record("parent", "cấp trên trực tiếp", "parent", "actor", listed=True, filtered=True),
            choice("own_level", "cấp (khi loại chưa nói rõ)", "level (where the kind does not tell)", LEVELS,
                   help_vi="Để trống cho bộ, tỉnh, quốc gia…: loại của chủ thể đã nói rõ cấp.",
                   help_en="Leave empty for ministries, provinces, countries …: their kind tells the level."),
            *interval(("thành lập", "established"), ("chấm dứt", "ended")),
            note(),
        ),
        derived=(Derived("level", "cấp", "level", LEVELS, ("kind", "own_level"), on_level, level_of, column=False),),
        check_many=actors_check,
        refusals={
            "actors_actor_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
            "actors_actor.code": Fault("code", "taken", "Mã này đã có.", "This code is taken."),
            "actors_actor_code": Fault("code", "taken", "Mã này đã có.", "This code is taken."),
        },
        follows=frozenset({
            "access.Membership.actor", "actors.Actor.parent", "actors.ActorCode.actor", "actors.ActorName.actor",
            "actors.Person.country", "actors.Person.organisation", "actors.Post.actor",
            "actors.Succession.predecessor", "actors.Succession.successor", "actors.Tie.counterpart",
            "actors.Tie.subject", "engagements.Engagement.counterpart", "engagements.Engagement.host",
            "engagements.Participation.actor", "exchange.Envelope.receivers",
            "exchange.Envelope.sender", "figures.Figure.counterpart", "figures.Figure.subject",
            "instruments.Briefing.bodies", "instruments.Briefing.host", "instruments.PrincipleCheck.actor",
            "instruments.Commitment.counterpart", "instruments.Commitment.lead",
            "instruments.Commitment.supporters", "instruments.Lead.actor", "instruments.Party.actor",
            "instruments.Progress.actor", "instruments.ReportRequired.receiver",
            "instruments.ReportRequired.reporters", "multilateral.Sounding.actor",
            "multilateral.VoteDraft.sponsors", "reviews.RequestedBody.actor",
            "reviews.Submission.actor", "reviews.Submission.counts_for", "rules.AuthorityRule.actor",
            "rules.DeadlineRule.owner", "webhooks.Webhook.body",
        }),
        coded=frozenset({"instruments.Clause.leads", "instruments.Instrument.issuer", "sources.Source.issuer"}),
    )
)  # fmt: skip

ACTOR_NAME = register(
    Noun(
        code="actorname", model=ActorName, vi="tên của chủ thể", en="name of an actor", en_many="names of actors",
        title=("name", "actor"), part_of="actor", order="name", leads_to="actor",
        fields=(
            text("name", "tên", "name", required=True, search="A", listed=True, sorted=True),
            record("actor", "chủ thể", "actor", "actor", required=True, listed=True, filtered=True),
            choice("kind", "loại tên", "kind of name", KINDS_OF_NAME, required=True, listed=True, filtered=True),
            choice("language", "ngôn ngữ", "language", LANGUAGES, listed=True),
            text("mention", "nhãn khi đọc văn bản", "label when read", max_length=8),
            *interval(),
        ),
    )
)  # fmt: skip

ACTOR_CODE = register(
    Noun(
        code="actorcode", model=ActorCode, vi="mã định danh", en="organisation code", en_many="organisation codes",
        title=("code", "actor"), part_of="actor", order="code", check=code_check,
        fields=(
            text("code", "mã", "code", required=True, max_length=64, search="A", listed=True, sorted=True,
                 help_vi="Như ghi trong phong bì edXML, ví dụ 000.00.00.H56.",
                 help_en="As edXML envelopes write it, 000.00.00.H56 for example."),
            record("actor", "chủ thể", "actor", "actor", required=True, listed=True, filtered=True),
            choice("scheme", "hệ thống mã", "scheme", SCHEMES, required=True, listed=True, filtered=True, default="organ"),
            *interval(("dùng từ", "used from"), ("dùng đến", "used until"), listed=True),
            note(),
        ),
        refusals={
            "actors_actorcode_one_actor": Fault(
                "code", "overlap", "Mã này đang là của chủ thể khác (hoặc đã ghi) trong khoảng thời gian đó.",
                "The code is another actor's, or recorded already, in that time."),
            "actors_actorcode_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
    )
)  # fmt: skip

SUCCESSION = register(
    Noun(
        code="succession", model=Succession, vi="kế tục", en="succession", en_many="successions",
        title=("predecessor", "kind", "successor"), part_of="predecessor", order="-on",
        fields=(
            record("predecessor", "chủ thể trước", "predecessor", "actor", required=True, listed=True, filtered=True),
            choice("kind", "hình thức", "kind", KINDS_OF_SUCCESSION, required=True, listed=True, filtered=True),
            record("successor", "chủ thể kế tục", "successor", "actor", required=True, listed=True, filtered=True),
            day("on", "từ ngày", "on", listed=True, sorted=True),
        ),
        check_many=successions_check,
        refusals={
            "actors_succession_once": Fault("", "taken", "Quan hệ kế tục này đã có.", "This succession is there already."),
            "actors_succession_not_itself": Fault("successor", "itself", "Không thể kế tục chính mình.", "An actor cannot succeed itself."),
        },
    )
)  # fmt: skip

PERSON = register(
    Noun(
        code="person", model=Person, vi="người", en="person", en_many="people",
        title=("name",), order="name", people=True,
        fields=(
            text("name", "họ và tên", "name", required=True, max_length=200, search="A", listed=True, sorted=True),
            text("name_en", "tên viết không dấu / tiếng nước ngoài", "name in Latin letters", max_length=200, search="A"),
            choice("name_order", "thứ tự tên", "order of names",
                   (("given", "họ trước, tên sau (Việt Nam)", "family name first, sorted by given name"),
                    ("as_is", "sắp theo tên như viết", "sorted as written")), default="given"),
            record("country", "quốc gia", "country", "actor", listed=True, filtered=True),
            record("organisation", "cơ quan, tổ chức", "organisation", "actor", listed=True, filtered=True),
            text("rank", "hàm, cấp ngoại giao", "diplomatic rank", max_length=64),
            text("languages", "ngoại ngữ", "languages", max_length=200),
            note(),
            day("birth_date", "ngày sinh", "birth date", personal=True),
            text("phone", "điện thoại", "telephone", personal=True, max_length=64),
            text("email", "thư điện tử", "e-mail", personal=True, max_length=200),
            text("passport", "số hộ chiếu", "passport number", personal=True, max_length=64),
            text("home_place", "nơi ở", "home", personal=True),
        ),
        follows=frozenset({"actors.Tenure.person", "engagements.Participation.person", "reminders.Stands.person"}),
    )
)  # fmt: skip

POST = register(
    Noun(
        code="post", model=Post, vi="chức vụ", en="post", en_many="posts", title=("name_vi",), english="name_en", order="name_vi",
        part_of="actor",
        fields=(
            text("name_vi", "tên chức vụ", "post", required=True, search="A", listed=True, sorted=True),
            text("name_en", "tên tiếng Anh chính thức", "official English name", search="A", listed=True),
            record("actor", "cơ quan", "body", "actor", required=True, listed=True, filtered=True),
            text("level", "cấp", "level", max_length=64, listed=True),
            Field("precedence", Kind.INTEGER, "thứ tự ngôi thứ", "order of precedence", minimum=0),
            Field("single", Kind.YES_NO, "mỗi thời điểm một người giữ", "one holder at a time", listed=True),
            *interval(("có từ", "exists from"), ("bỏ từ sau ngày", "until")),
            note(),
        ),
        refusals={
            "actors_post_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
        follows=frozenset({"actors.Tenure.post"}),
    )
)  # fmt: skip

TENURE = register(
    Noun(
        code="tenure", model=Tenure, vi="giữ chức", en="tenure", en_many="tenures", title=("person", "post"),
        part_of="post", order="-valid_from",
        fields=(
            record("person", "người", "person", "person", required=True, listed=True, filtered=True),
            record("post", "chức vụ", "post", "post", required=True, listed=True, filtered=True),
            Field("acting", Kind.YES_NO, "quyền, phụ trách", "acting", listed=True),
            *interval(listed=True),
            note(),
        ),
        follows=frozenset({"actors.Charge.tenure"}),
        prepare=post_single_copied,
        refusals={
            "actors_tenure_one_holder": Fault(
                "valid_from", "overlap", "Chức vụ này đã có người khác giữ trong khoảng thời gian đó.",
                "Somebody else holds this post in that time."),
            "actors_tenure_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
    )
)  # fmt: skip

CHARGE = register(
    Noun(
        code="charge", model=Charge, vi="phụ trách lĩnh vực", en="charge of a field", en_many="charges of fields",
        title=("tenure", "field"), part_of="tenure", order="-valid_from",
        fields=(
            record("tenure", "người giữ chức", "holder of a post", "tenure", required=True, listed=True, filtered=True),
            term("field", "lĩnh vực", "field", "field_central field_local", required=True, listed=True, filtered=True),
            *interval(listed=True),
            note(),
        ),
        refusals={
            "actors_charge_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
    )
)  # fmt: skip

TIE = register(
    Noun(
        code="tie", model=Tie, vi="quan hệ", en="tie", en_many="ties", title=("subject", "kind", "counterpart"),
        part_of="subject", order="-valid_from",
        fields=(
            choice("kind", "loại quan hệ", "kind", KINDS_OF_TIE, required=True, listed=True, filtered=True),
            record("subject", "chủ thể", "subject", "actor", required=True, listed=True, filtered=True),
            record("counterpart", "đối tác, tổ chức", "counterpart", "actor", required=True, listed=True, filtered=True),
            text("rank", "bậc, ghế, vai trò", "tier, seat or role", max_length=64, listed=True, filtered=True, search="B"),
            term("field", "lĩnh vực (của đầu mối)", "field (of a focal point)", "field_central field_local", filtered=True,
                 help_vi="Để trống: đầu mối chung của cơ quan.", help_en="Empty: the body's focal point in all fields."),
            text("label_official", "tên gọi chính thức", "official label", max_length=500, search="B", listed=True),
            *interval(listed=True),
            words("duty", "nhiệm vụ trong cơ chế", "duty"),
            note(),
        ),
        check=tie_check,
        prepare=ties_prepared,
        refusals={
            "actors_tie_one_at_a_time": Fault(
                "valid_from", "overlap",
                "Cặp chủ thể này đã có quan hệ cùng loại trong khoảng thời gian đó; hãy kết thúc quan hệ cũ trước.",
                "This pair already has a tie of this kind in that time; end the old one first."),
            "actors_tie_not_itself": Fault("counterpart", "itself", "Hai bên phải khác nhau.", "The two sides must differ."),
            "actors_tie_interval": Fault("valid_to", "interval", "Kết thúc trước khi bắt đầu.", "It ends before it starts."),
        },
    )
)  # fmt: skip
