"""What every list shares: pages of a list whose number may be anything, and links that keep the filters."""

from django.core.paginator import EmptyPage, Paginator


def side_af(request, objekter, pr_side, antal=None):
    """The page asked for; a number that is none, or is past the end, gives the nearest page there is.

    `antal` saves the counting where the caller has counted already.
    """
    paginator = Paginator(objekter, pr_side)
    if antal is not None:
        paginator.count = antal
    try:
        nummer = int(request.GET.get("side", 1))
    except ValueError:
        nummer = 1
    try:
        return paginator.page(max(nummer, 1))
    except EmptyPage:
        return paginator.page(paginator.num_pages)


def sidelinks(request, page_obj):
    """Context of the pagination: numbers with addresses, None for a gap, and the way back and forth."""
    numre = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    links = [
        {"nummer": nr, "url": med(request, side=nr), "aktuel": nr == page_obj.number}
        if isinstance(nr, int)
        else None
        for nr in numre
    ]
    return {
        "page_obj": page_obj,
        "sidelinks": links,
        "forrige_url": med(request, side=page_obj.number - 1) if page_obj.has_previous() else "",
        "naeste_url": med(request, side=page_obj.number + 1) if page_obj.has_next() else "",
    }


def valgte(request, filtre):
    """What is chosen in the filters, each with the address that takes it away again."""
    return [
        {
            "navn": filter_.navn,
            "vaerdi_navn": filter_.valgt.navn,
            "fjern_url": med(request, **{filter_.parameter: None, "side": None}),
        }
        for filter_ in filtre.filtre
        if filter_.valgt
    ]


def med(request, **aendringer):
    """This address with some parameters changed; None takes one out."""
    parametre = request.GET.copy()
    for navn, vaerdi in aendringer.items():
        if vaerdi is None:
            parametre.pop(navn, None)
        else:
            parametre[navn] = vaerdi
    return f"{request.path}?{parametre.urlencode()}" if parametre else request.path
