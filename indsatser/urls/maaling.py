from django.urls import path

from ..views import maaling, maalingsfiler

urlpatterns = [
    path("", maaling.maaling_list, name="list"),
    path("<slug:slug>.csv", maalingsfiler.csv_fil, name="csv"),
    path("<slug:slug>.xlsx", maalingsfiler.xlsx_fil, name="xlsx"),
    path("<slug:slug>.json", maalingsfiler.json_fil, name="json"),
    path("<slug:slug>/diagram.svg", maalingsfiler.diagram, {"bredde": "bred"}, name="diagram"),
    path("<slug:slug>/diagram-smal.svg", maalingsfiler.diagram, {"bredde": "smal"}, name="smal"),
    path("<slug:slug>/diagram.png", maalingsfiler.diagram, {"format": "png"}, name="png"),
    path("<slug:slug>/gnist.svg", maalingsfiler.diagram, {"bredde": "gnist"}, name="gnist"),
    path("<slug:slug>/", maaling.maaling_detail, name="detail"),
]
