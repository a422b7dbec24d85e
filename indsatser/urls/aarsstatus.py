from django.urls import path

from ..views import aarsstatus

urlpatterns = [
    path("", aarsstatus.aarsstatus_list, name="list"),
    path("<slug:slug>/", aarsstatus.aarsstatus_detail, name="detail"),
]
