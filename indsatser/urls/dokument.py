from django.urls import path

from ..views import dokument

urlpatterns = [
    path("", dokument.dokument_list, name="list"),
    path("<slug:slug>/", dokument.dokument_detail, name="detail"),
]
