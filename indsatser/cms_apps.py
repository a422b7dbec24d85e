"""The app's sections, which editors place and introduce in the page tree."""

from cms.app_base import CMSApp
from cms.apphook_pool import apphook_pool


class _Afsnit(CMSApp):
    """Base of a section, of which all is public: the CMS need not look up its page for every initiative."""

    permissions = False


@apphook_pool.register
class IndsatserApp(_Afsnit):
    app_name = "indsatser"
    name = "Indsatser"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.indsats"]


@apphook_pool.register
class StrategiApp(_Afsnit):
    app_name = "strategi"
    name = "Strategi"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.strategi"]


@apphook_pool.register
class MaalApp(_Afsnit):
    app_name = "maal"
    name = "Mål"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.maal"]


@apphook_pool.register
class NyhederApp(_Afsnit):
    app_name = "nyheder"
    name = "Nyheder"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.nyhed"]


@apphook_pool.register
class ForslagApp(_Afsnit):
    app_name = "forslag"
    name = "Forslag"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.forslag"]


@apphook_pool.register
class TryghedsmaalingApp(_Afsnit):
    app_name = "tryghedsmaaling"
    name = "Tryghedsmåling"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.maaling"]


@apphook_pool.register
class AarsstatusApp(_Afsnit):
    app_name = "aarsstatus"
    name = "Årsstatus"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.aarsstatus"]


@apphook_pool.register
class HoeringerApp(_Afsnit):
    app_name = "hoeringer"
    name = "Høringer"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.hoering"]


@apphook_pool.register
class DokumenterApp(_Afsnit):
    app_name = "dokumenter"
    name = "Dokumenter"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.dokument"]
