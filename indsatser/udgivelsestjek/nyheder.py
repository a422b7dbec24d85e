"""What news and press releases are asked beyond the general rules, and which of their addresses lead anywhere."""

from datetime import date

from django.urls import reverse
from djangocms_versioning.constants import PUBLISHED
from djangocms_versioning.models import Version

from ..models import Citat, Godkendelse, NyhedIndhold
from ..models.godkendelse import aftryk_af_citater, aftryk_af_tekst, godkendelser_af
from ..models.nyhed import FOERSTE_AAR, maaned_af
from .fund import Alvor, Fund, kort
from .register import adresse, regel

SKREVET = ("titel", "underrubrik", "resume", "tekst", "baggrund")
"""What a reader would want to be told has been corrected, beside the quotes."""


def _fund(alvor, navn, besked, hvor, link, uddrag=""):
    return Fund(navn, alvor, besked, hvor, kort(uddrag), link)


@regel(NyhedIndhold)
def citat_uden_godkendelse(tjek):
    """Each authority has approved just the words that its people are quoted for."""
    for myndighed, citater, svar in godkendelser_af(tjek.indhold):
        if svar is None or svar.tilstand != Godkendelse.Tilstand.GODKENDT:
            besked = _hvad_mangler(tjek.indhold, myndighed, svar)
            uddrag = ", ".join(citat.taler for citat in citater)
            link = _godkendelser(tjek.indhold, myndighed)
            yield _fund(
                Alvor.FEJL,
                "citat-ikke-godkendt",
                besked,
                f"Citater: {myndighed}",
                link,
                uddrag,
            )
        elif tjek.er_kladde and svar.hele_teksten != aftryk_af_tekst(tjek.indhold):
            besked = (
                f"Teksten er ændret, siden {myndighed} godkendte den. Citaterne er de samme, så godkendelsen gælder, "
                "men overvej, om de skal se den igen."
            )
            link = _godkendelser(tjek.indhold, myndighed)
            yield _fund(
                Alvor.ADVARSEL,
                "tekst-efter-godkendelse",
                besked,
                f"Citater: {myndighed}",
                link,
            )


@regel(NyhedIndhold)
def citat_som_element(tjek):
    """Quotes stand in lines of their own, so that nobody is quoted without their authority."""
    for plugin in tjek.plugins:
        if isinstance(plugin, Citat):
            besked = "Citatet er et element på siden. Flyt det til «citater» i formularen, så det kan godkendes."
            hvor, link = f"Citat: {plugin.navn}", tjek.steder.plugin(plugin)
            yield _fund(Alvor.FEJL, "citat-som-element", besked, hvor, link, plugin.tekst)


def _hvad_mangler(indhold, myndighed, svar):
    if svar is not None:
        return f"{myndighed} har ikke godkendt: «{kort(svar.begrundelse, 160)}»"
    tidligere = Godkendelse.objects.om(indhold).filter(myndighed=myndighed)
    if tidligere.filter(tilstand=Godkendelse.Tilstand.GODKENDT).exists():
        return f"Et citat er ændret, siden {myndighed} godkendte. Bed om en ny godkendelse."
    if tidligere.venter().filter(indhold=indhold).exists():
        return f"{myndighed} er bedt om at godkende sine citater, men har ikke svaret endnu."
    return f"{myndighed} har ikke godkendt sine citater. Bed om en godkendelse."


def _godkendelser(indhold, myndighed):
    """The box of the authority on the page where it is asked."""
    version = indhold.versions.first()
    if version is None:
        return ""
    side = reverse("admin:indsatser_godkendelse_version", args=[version.pk])
    return f"{side}#m{myndighed.pk}"


@regel(NyhedIndhold)
def pressekontakt_er_udloebet(tjek):
    """Asked of what is about to be published; under an old press release the page shows the authority instead."""
    if not tjek.er_kladde:
        return
    for kontakt in tjek.gruppe.pressekontakter.select_related("organisation"):
        if kontakt.til < tjek.i_dag:
            besked = (
                "Pressekontakten gælder ikke længere. Vælg en anden, eller ret kontaktens dato."
            )
            link = tjek.steder.gruppefelt("pressekontakter")
            yield _fund(
                Alvor.FEJL,
                "pressekontakt-udloebet",
                besked,
                "Kontakter for pressen",
                link,
                str(kontakt),
            )


@regel(NyhedIndhold)
def pressemeddelelse_er_hel(tjek):
    nyhed = tjek.gruppe
    if not (tjek.er_kladde and nyhed.er_pressemeddelelse):
        return
    if not tjek.indhold.underrubrik:
        besked = "Pressemeddelelsen har ingen underrubrik. Skriv en, eller udgiv uden."
        link = tjek.steder.felt(NyhedIndhold._meta.get_field("underrubrik"))
        yield _fund(Alvor.ADVARSEL, "underrubrik-mangler", besked, "Underrubrik", link)
    if not nyhed.pressekontakter.exists():
        besked = "Pressen kan ikke se, hvem den kan ringe til. Vælg en kontakt."
        link = tjek.steder.gruppefelt("pressekontakter")
        yield _fund(Alvor.ADVARSEL, "pressekontakt-mangler", besked, "Kontakter for pressen", link)


@regel(NyhedIndhold)
def uden_broedtekst(tjek):
    indhold = tjek.indhold
    if tjek.er_kladde and not (indhold.tekst or indhold.baggrund or tjek.plugins):
        link = tjek.steder.felt(NyhedIndhold._meta.get_field("tekst"))
        besked = "Nyheden har ingen tekst ud over manchetten."
        yield _fund(Alvor.ADVARSEL, "ingen-tekst", besked, "Brødtekst", link)


@regel(NyhedIndhold)
def dato_er_usandsynlig(tjek):
    dato, hvor = tjek.gruppe.dato, "Dato"
    link = tjek.steder.gruppefelt("dato")
    if not (tjek.er_kladde and dato):
        return
    if dato > tjek.i_dag:
        besked = f"Datoen {dato:%d.%m.%Y} ligger i fremtiden. Lad feltet stå tomt for at få udgivelsesdagen."
        yield _fund(Alvor.ADVARSEL, "dato-i-fremtiden", besked, hvor, link)
    elif dato < date(FOERSTE_AAR, 1, 1):
        besked = f"Datoen {dato:%d.%m.%Y} ligger før strategien fra {FOERSTE_AAR}. Er det årstallet, der er forkert?"
        yield _fund(Alvor.ADVARSEL, "dato-foer-strategien", besked, hvor, link)


@regel(NyhedIndhold)
def alternativ_tekst_paa_dansk(tjek):
    """The words that stand with the picture itself are Danish."""
    indhold = tjek.indhold
    if tjek.sprog != "da" and indhold.billede and not indhold.alternativ_tekst:
        besked = "Billedets alternative tekst er på dansk. Skriv den på engelsk her."
        link = tjek.steder.felt(NyhedIndhold._meta.get_field("alternativ_tekst"))
        yield _fund(Alvor.FEJL, "alt-paa-dansk", besked, "Alternativ tekst", link)


@regel(NyhedIndhold)
def rettelse_mangler(tjek):
    """What is changed after it was public is told; a spelling mistake need not be."""
    foer = _offentlig_nu(tjek.indhold) if tjek.er_kladde else None
    if foer is None or tjek.indhold.rettelse != foer.rettelse:
        return
    if _laest(foer) != _laest(tjek.indhold):
        besked = (
            "Teksten er ændret, siden den blev udgivet. Skriv under «Rettelse», hvad der stod forkert, "
            "hvis læserne skal have det at vide."
        )
        link = tjek.steder.felt(NyhedIndhold._meta.get_field("rettelse"))
        yield _fund(Alvor.ADVARSEL, "rettelse-mangler", besked, "Rettelse", link)


def _laest(indhold):
    return [*(getattr(indhold, felt) for felt in SKREVET), aftryk_af_citater(indhold.dele())]


def _offentlig_nu(indhold):
    samme = Version.objects.filter_by_content_grouping_values(indhold)
    version = samme.filter(state=PUBLISHED).exclude(object_id=indhold.pk).first()
    return version and version.content


@adresse("nyheder:detail")
def udgivne_nyheder(spurgt):
    """A text in Danish alone is what the English address leads to."""
    tekster = NyhedIndhold.objects.filter(nyhed__slug__in={slug for *_, slug in spurgt})
    findes = set(tekster.values_list("language", "nyhed__maaned", "nyhed__slug"))
    return {
        (sprog, aar, maaned, slug)
        for sprog, aar, maaned, slug in spurgt
        if {(s, maaned_af(aar, maaned), slug) for s in (sprog, "da")} & findes
    }


@adresse("nyheder:aar", "nyheder:maaned")
def perioder_med_nyheder(spurgt):
    maaneder = set(NyhedIndhold.objects.values_list("nyhed__maaned", flat=True))
    aar = {maaned.year for maaned in maaneder}
    return {
        adresse_
        for adresse_ in spurgt
        if (maaned_af(*adresse_[1:]) in maaneder if len(adresse_) > 2 else int(adresse_[1]) in aar)
    }
