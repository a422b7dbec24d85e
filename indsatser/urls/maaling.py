from django.urls import path

from ..views import maaling

urlpatterns = [
    path("", maaling.maaling_list, name="list"),
    path("<slug:slug>/", maaling.maaling_detail, name="detail"),
]
