"""Addresses of requirement sets, rounds, findings and the matrix."""

from django.urls import path

from tumar.law.views import findings, matrix, recall, regional, requirements, rounds, suggesting

ROUND = "rounds/<str:code>/"
FINDING = f"{ROUND}requirements/<int:pk>/"

patterns = [
    path("sets/", requirements.sets, name="sets"),
    path("sets/install/", requirements.install, name="install-sets"),
    path("sets/send/", requirements.send, name="send-set"),
    path("sets/files/<int:pk>/", requirements.draft, name="set-draft"),
    path("sets/files/<int:pk>/take/", requirements.take, name="take-set"),
    path("sets/files/<int:pk>/drop/", requirements.drop, name="drop-set"),
    path("sets/<str:code>/", requirements.requirement_set, name="set"),
    path("sets/<str:code>/file/<str:kind>/", requirements.file, name="set-file"),
    path("sets/<str:code>/beside/<str:other>/", requirements.side_by_side, name="side-by-side"),
    path("requirements/<int:pk>/", requirements.requirement, name="requirement"),
    path("requirements/<int:pk>/relate/", requirements.relate, name="relate"),
    path("requirements/links/<int:pk>/remove/", requirements.unrelate, name="unrelate"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/add/", rounds.add, name="add-round"),
    path(f"{ROUND}edit/", rounds.edit, name="edit-round"),
    path(f"{ROUND}close/", rounds.close, name="close-round"),
    path(f"{ROUND}publish/", rounds.publish, name="publish-round"),
    path(f"{ROUND}file/<str:kind>/", rounds.file, name="round-file"),
    path(f"{FINDING}give/", findings.give, name="give-finding"),
    path(f"{FINDING}cite/", findings.cite, name="cite"),
    path(f"{FINDING}uncite/<int:number>/", findings.uncite, name="uncite"),
    path(f"{FINDING}decide/", findings.decide, name="decide-finding"),
    path(f"{FINDING}confirm/", findings.confirm, name="confirm-finding"),
    path(f"{FINDING}dismiss/", suggesting.dismiss, name="dismiss-suggestion"),
    path(f"{FINDING}restore/<int:dismissal>/", suggesting.restore, name="restore-suggestion"),
    path(FINDING, findings.finding, name="finding"),
    path(ROUND, rounds.round_page, name="round"),
    path("suggestions/", recall.recall, name="recall"),
    path("suggestions/<str:country>/measure/", recall.measure, name="measure-suggestions"),
    path("matrix/", matrix.matrix, name="matrix"),
    path("matrix/map/", matrix.matrix_map, name="matrix-map"),
    path("report/", regional.report, name="regional-report"),
    path("report/file/<str:form>/", regional.report_file, name="regional-report-file"),
    path("rechecks/", findings.rechecks, name="rechecks"),
    path("rechecks/<int:pk>/", findings.review, name="review-citation"),
]
