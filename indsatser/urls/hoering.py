from django.urls import path

from ..views import hoering

urlpatterns = [
    path("", hoering.hoering_list, name="list"),
    path("<slug:slug>/", hoering.hoering_detail, name="detail"),
]
