"""Addresses that belong to no page of the tree; the sections' own stand in the modules beside, as apphooks."""

from django.urls import path

from ..views import data, godkendelse, hoeringssvar, soeg, statuslink
from ..views.moede import offentligt

urlpatterns = [
    path("soeg/", soeg.soeg, name="soeg"),
    path("godkend/<str:hemmelig>/", godkendelse.godkend, name="godkend"),
    path("data/indsatser.json", data.indsatser_json, name="data_json"),
    path("data/indsatser.csv", data.indsatser_csv, name="data_csv"),
    path("status/<str:hemmelig>/", statuslink.statusrapport, name="statusrapport"),
    path("status/<str:hemmelig>/bilag/<int:pk>/", statuslink.bilag, name="statusrapport_bilag"),
    path("hoeringssvar/<str:hemmelig>/", hoeringssvar.link, name="hoeringslink"),
    path("moeder/", offentligt.liste, name="moeder"),
    path("moeder/<slug:adresse>/", offentligt.uddrag, name="moede_uddrag"),
]
