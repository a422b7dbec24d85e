from django.urls import path

from ..views import maal

urlpatterns = [
    path("", maal.maal_list, name="list"),
    path("<slug:slug>/", maal.maal_detail, name="detail"),
]
