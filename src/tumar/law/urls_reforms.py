"""Addresses of reform: recommendations, acts on their way, the board, findings looked at again."""

from django.urls import path

from tumar.law.views import bills, recommendations, reforms

ONE = "reforms/recommendations/<str:code>/"
BILL = "reforms/bills/<str:code>/"

patterns = [
    path("reforms/", reforms.board, name="reforms"),
    path("reforms/countries/", reforms.overview, name="reform-overview"),
    path("reforms/recommendations/", recommendations.recommendations, name="recommendations"),
    path("reforms/recommendations/add/", recommendations.add, name="add-recommendation"),
    path(f"{ONE}edit/", recommendations.edit, name="edit-recommendation"),
    path(f"{ONE}wording/", recommendations.word, name="word-recommendation"),
    path(f"{ONE}findings/", recommendations.findings, name="choose-findings"),
    path(f"{ONE}provisions/", recommendations.provisions, name="find-provision"),
    path(f"{ONE}provision/", recommendations.choose_provision, name="choose-provision"),
    path(f"{ONE}state/", recommendations.move, name="move-recommendation"),
    path(f"{ONE}tasks/add/", recommendations.add_task, name="add-recommendation-task"),
    path(ONE, recommendations.recommendation, name="recommendation"),
    path("reforms/bills/", bills.bills, name="bills"),
    path("reforms/bills/add/", bills.add, name="add-bill"),
    path(f"{BILL}edit/", bills.edit, name="edit-bill"),
    path(f"{BILL}enter/", bills.enter, name="enter-stage"),
    path(f"{BILL}take-back/", bills.take_back, name="take-back-entry"),
    path(f"{BILL}plan/", bills.plan, name="plan-bill"),
    path(f"{BILL}text/", bills.text, name="link-text"),
    path(f"{BILL}tasks/add/", bills.add_task, name="add-bill-task"),
    path(f"{BILL}checks/<int:pk>/", reforms.check, name="check-finding"),
    path(BILL, bills.bill, name="bill"),
]
