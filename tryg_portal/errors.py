from django.views.defaults import page_not_found


def ikke_fundet(request, exception):
    """A page that is not there is there in no language, so the language switch leads to its nearest parent."""
    request.sprog_paa_siden = set()
    return page_not_found(request, exception)
