from django.urls import path

from ..views import dokument

urlpatterns = [
    path("", dokument.dokument_list, name="list"),
    path("<slug:slug>/", dokument.dokument_detail, name="detail"),
    path("<slug:slug>/fil/", dokument.dokument_fil, name="fil"),
    path("<slug:slug>/udgave/<int:nummer>/", dokument.dokument_udgave, name="udgave"),
    path("<slug:slug>/udgave/<int:nummer>/fil/", dokument.dokument_udgavefil, name="udgavefil"),
]
