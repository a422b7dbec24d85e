from django.urls import path, re_path

from ..feeds import NyhedFeed
from ..views import nyhed

AAR, MAANED = r"(?P<aar>[0-9]{4})", r"(?P<maaned>[0-9]{2})"

urlpatterns = [
    path("", nyhed.nyhed_list, name="list"),
    path("atom.xml", NyhedFeed(), name="feed"),
    re_path(rf"^{AAR}/$", nyhed.nyhed_list, name="aar"),
    re_path(rf"^{AAR}/{MAANED}/$", nyhed.nyhed_list, name="maaned"),
    re_path(rf"^{AAR}/{MAANED}/(?P<slug>[-\w]+)/$", nyhed.nyhed_detail, name="detail"),
]
