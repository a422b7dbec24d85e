from django.urls import path

from ..feeds import IndsatsFeed
from ..views import indsats

urlpatterns = [
    path("", indsats.indsats_list, name="list"),
    path("<slug:slug>/", indsats.indsats_detail, name="detail"),
    path("<slug:slug>/atom.xml", IndsatsFeed(), name="feed"),
]
