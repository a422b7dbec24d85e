from django.urls import path, re_path

from ..views import aarsstatus

urlpatterns = [
    path("", aarsstatus.aarsstatus_list, name="list"),
    path("sammenlign/", aarsstatus.aarsstatus_sammenlign, name="sammenlign"),
    re_path(r"^(?P<slug>[\w-]+)\.(?P<endelse>pdf|docx|pptx)$", aarsstatus.fil, name="fil"),
    path("<slug:slug>/", aarsstatus.aarsstatus_detail, name="detail"),
    path("<slug:slug>/siden/", aarsstatus.aarsstatus_siden, name="siden"),
    re_path(
        r"^(?P<slug>[\w-]+)/diagram/(?P<nummer>[0-9]{1,3})\.svg$",
        aarsstatus.diagram,
        name="diagram",
    ),
]
