"""The app's sections, which editors place and introduce in the page tree."""

from cms.app_base import CMSApp
from cms.apphook_pool import apphook_pool


@apphook_pool.register
class IndsatserApp(CMSApp):
    app_name = "indsatser"
    name = "Indsatser"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.indsats"]


@apphook_pool.register
class StrategiApp(CMSApp):
    app_name = "strategi"
    name = "Strategi"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.strategi"]


@apphook_pool.register
class MaalApp(CMSApp):
    app_name = "maal"
    name = "Mål"

    def get_urls(self, page=None, language=None, **kwargs):
        return ["indsatser.urls.maal"]
