from django.urls import path

from ..views import hoering, hoeringssvar

urlpatterns = [
    path("", hoering.hoering_list, name="list"),
    path("<slug:slug>/svar/", hoeringssvar.svar, name="svar"),
    path("<slug:slug>/tak/", hoeringssvar.tak, name="tak"),
    path("<slug:slug>/svar.pdf", hoering.svar_pdf, name="pdf"),
    path("<slug:slug>/bilag/<int:pk>/", hoering.bilag, name="bilag"),
    path("<slug:slug>/", hoering.hoering_detail, name="detail"),
]
