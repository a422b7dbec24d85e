from django.urls import path

from ..views import forslag

urlpatterns = [
    path("", forslag.front, name="front"),
    path("nyt/", forslag.vaelg, name="vaelg"),
    path("nyt/<slug:art>/", forslag.nyt, name="nyt"),
    path("tak/<slug:nummer>/", forslag.tak, name="tak"),
]
