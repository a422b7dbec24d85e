from django.urls import path

from ..views import strategi

urlpatterns = [
    path("", strategi.strategi_list, name="list"),
    path("<int:nummer>/", strategi.strategi_detail, name="detail"),
]
