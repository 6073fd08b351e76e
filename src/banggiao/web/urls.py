"""The addresses of the workspace."""

from __future__ import annotations

from django.urls import include, path
from django.views.decorators.gzip import gzip_page
from django.views.i18n import set_language

from banggiao.web.views import (
    bodies,
    clauses,
    deeds,
    desk,
    detail,
    duties,
    exports,
    files,
    finding,
    forming,
    inheritance,
    listing,
    matrix,
    opening,
    outcome,
    people,
    relations,
    releasing,
    reports,
    searching,
    signing,
    synthesis,
)

pages = [
    path("", gzip_page(opening.home), name="home"),
    path("sign-in/", signing.enter, name="sign_in"),
    path("sign-in/link/<str:token>/", signing.enter_by_link, name="sign_in_link"),
    path("sign-out/", signing.leave, name="sign_out"),
    path("password/", signing.password, name="password"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<uuid:key>/", people.person, name="person"),
    path("people/<uuid:key>/role/", people.person_role, name="person_role"),
    path("people/<uuid:key>/role/<uuid:membership>/end/", people.person_role_end, name="person_role_end"),
    path("people/<uuid:key>/link/", people.person_link, name="person_link"),
    path("people/<uuid:key>/leave/", people.person_leave, name="person_leave"),
    path("why/", people.why_not, name="why"),
    path("release/", releasing.waiting, name="releases"),
    path("release/<uuid:key>/", releasing.decide, name="release_decide"),
    path("r/<str:noun>/<uuid:key>/release/", releasing.ask, name="release"),
    path("search/", gzip_page(searching.show), name="search"),
    path("r/<str:noun>/find/", finding.find, name="find"),
    path("r/<str:noun>/", gzip_page(listing.show), name="list"),
    path("r/<str:noun>/list.<str:format>", listing.file, name="list_file"),
    path("r/<str:noun>/views/", listing.save, name="view_save"),
    path("r/<str:noun>/views/<uuid:key>/forget/", listing.forget, name="view_forget"),
    path("coverage/", gzip_page(relations.coverage), name="coverage"),
    path("r/actor/<uuid:key>/relation/", gzip_page(relations.relation), name="relation"),
    path("r/<str:noun>/new/", gzip_page(forming.new), name="new"),
    path("r/<str:noun>/<uuid:key>/", gzip_page(detail.show), name="record"),
    path("r/<str:noun>/<uuid:key>/change/", gzip_page(forming.change), name="change"),
    path("r/<str:noun>/<uuid:key>/history/", gzip_page(detail.history), name="history"),
    path("r/<str:noun>/<uuid:key>/files/", files.attach, name="attach"),
    path("r/<str:noun>/<uuid:key>/files/start/", files.start, name="file_start"),
    path("r/<str:noun>/<uuid:key>/files/parts/<uuid:upload_key>/", files.part, name="file_part"),
    path("r/<str:noun>/<uuid:key>/files/<uuid:file_key>/", files.fetch, name="file"),
    path("r/<str:noun>/<uuid:key>/files/<uuid:file_key>/archive/", files.archive, name="file_archive"),
    path("r/<str:noun>/<uuid:key>/files/<uuid:file_key>/label/", files.label, name="file_label"),
    path("r/<str:noun>/<uuid:key>/<str:deed>/", deeds.act, name="deed"),
    path("calendar/", gzip_page(duties.calendar), name="calendar"),
    path("deadline/", gzip_page(duties.deadline_page), name="deadline"),
    path("states/", gzip_page(duties.states), name="states"),
    path("inherit/", gzip_page(inheritance.bodies), name="inherit"),
    path("inherit/<uuid:key>/", gzip_page(inheritance.body), name="inherit_body"),
    path("inherit/<uuid:key>/of/", inheritance.inherited, name="inherited"),
    path("inherit/<uuid:key>/carry/", inheritance.carry, name="inherit_carry"),
    path("inherit/<uuid:key>/<uuid:instrument_key>/", inheritance.settle, name="inherit_settle"),
    path("inherit/<uuid:key>/<uuid:instrument_key>/letter.docx", inheritance.letter, name="inherit_letter"),
    path("reviews/", gzip_page(opening.reviews), name="reviews"),
    path("reviews/new/", gzip_page(opening.review_new), name="review_new"),
    path("reviews/<uuid:review_key>/", gzip_page(matrix.show), name="review"),
    path("reviews/<uuid:review_key>/clauses/", gzip_page(clauses.show), name="clauses"),
    path("reviews/<uuid:review_key>/clauses/add/", gzip_page(clauses.add), name="clause_add"),
    path("reviews/<uuid:review_key>/clauses/<uuid:clause_key>/", gzip_page(clauses.change), name="clause"),
    path("reviews/<uuid:review_key>/bodies/", gzip_page(bodies.show), name="bodies"),
    path("reviews/<uuid:review_key>/bodies/add/", gzip_page(bodies.add), name="body_add"),
    path("reviews/<uuid:review_key>/bodies/<str:code>/remove/", bodies.remove, name="body_remove"),
    path("reviews/<uuid:review_key>/outline.docx", bodies.outline, name="outline"),
    path("reviews/<uuid:review_key>/requests.zip", bodies.request_letters, name="request_letters"),
    path("reviews/<uuid:review_key>/requests/<str:code>.docx", bodies.request_letter, name="request_letter"),
    path("reviews/<uuid:review_key>/reports/", gzip_page(reports.show), name="reports"),
    path("reviews/<uuid:review_key>/reports/list/", gzip_page(reports.listing), name="reports_list"),
    path("reviews/<uuid:review_key>/reports/upload/", reports.upload, name="upload"),
    path("reviews/<uuid:review_key>/reports/<uuid:file_key>/", gzip_page(reports.paper), name="paper"),
    path(
        "reviews/<uuid:review_key>/reports/<uuid:file_key>/beside/", gzip_page(desk.paper), name="desk_paper"
    ),
    path("reviews/<uuid:review_key>/reports/<uuid:file_key>/actor/", reports.set_actor, name="file_actor"),
    path("reviews/<uuid:review_key>/matrix/", gzip_page(matrix.show), name="matrix"),
    path("reviews/<uuid:review_key>/cells/<str:clause>/<str:body>/", gzip_page(desk.cell), name="cell"),
    path("reviews/<uuid:review_key>/unmatched/", gzip_page(desk.unmatched), name="unmatched"),
    path("reviews/<uuid:review_key>/statements/<uuid:thread>/", desk.judge, name="finding"),
    path(
        "reviews/<uuid:review_key>/contradictions/", gzip_page(outcome.contradictions), name="contradictions"
    ),
    path("reviews/<uuid:review_key>/missing/", gzip_page(outcome.missing), name="missing"),
    path("reviews/<uuid:review_key>/reminders.zip", outcome.reminder_letters, name="reminder_letters"),
    path("reviews/<uuid:review_key>/reminders/<str:code>.docx", outcome.reminder, name="reminder_letter"),
    path("reviews/<uuid:review_key>/synthesis/", gzip_page(synthesis.show), name="synthesis"),
    path(
        "reviews/<uuid:review_key>/synthesis/<str:passage_id>/", gzip_page(synthesis.passage), name="passage"
    ),
    path("reviews/<uuid:review_key>/exports/", gzip_page(exports.show), name="exports"),
    path("reviews/<uuid:review_key>/exports/<str:name>", exports.download_file, name="export"),
]

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("", include((pages, "web"))),
]

handler400 = "banggiao.web.views.errors.refused_request"
