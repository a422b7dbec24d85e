"""The table for the admin of mails: seen, stopped and worded by administrators and coordinators."""

from .linjer_admin import KALDT_FORKERT, _en

VORES = "++3333"

# without a reason nothing is stopped, and what is not stopped is not let go
MAIL = {
    **{
        f"admin/tryg_portal/mail/{navn}/": [
            _en(f"/admin/tryg_portal/mail/{navn}/", KALDT_FORKERT, "!!3333")
        ]
        for navn in ("stop", "genoptag")
    },
    "admin/tryg_portal/mailtext/skabelon/<slug:name>/": [
        _en("/admin/tryg_portal/mailtext/skabelon/gennemsyn_sendt/", VORES, VORES),
        _en("/admin/tryg_portal/mailtext/skabelon/findes-ikke/", "443333", "443333"),
    ],
}
