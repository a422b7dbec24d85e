"""Whatever stands in the address, the visitor gets a page: never an error of the server."""

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import Client, RequestFactory

from tests.indsatser.public_pages import tree_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # many hundred addresses

PARAMETERS = [
    *[
        ("/indsatser/", name)
        for name in ("maal", "fase", "maalgruppe", "omraade", "myndighed", "side", "ukendt")
    ],
    *[("/soeg/", name) for name in ("q", "side")],
    *[
        ("/maal/hoej-tryghed/", "side"),
        ("/strategi/", "side"),
        ("/", "x"),
        ("/sitemap.xml", "p"),
        ("/sitemap.xml", "section"),
    ],
    *[
        ("/data/indsatser.json", "side"),
        ("/konto/login/", "next"),
        ("/robots.txt", "x"),
        ("/sundhed/", "x"),
    ],
]
VALUES = {
    "NUL byte": "a%00b",
    "only NUL bytes": "%00%00",
    "raw NUL byte": "a\0b",
    "invalid UTF-8": "%ff%fe",
    "half a surrogate": "%ed%a0%80",
    "8 kB": "x" * 8192,
    "8 kB of digits": "9" * 8192,
    "past every integer": "99999999999999999999",
    "negative": "-1",
    "a word": "abc",
    "Arabic digits": "٣",
    "quotes": "%27%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "per cent and underscore": "%25_%25",
    "a pattern": "(.*%2B%5B",
    "a path": "../../etc/passwd",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
@pytest.mark.parametrize(("address", "name"), PARAMETERS, ids=lambda part: part)
def test_broken_value_gives_a_page(client, address, name, value):
    response = client.get(f"{address}?{name}={value}", follow=True)

    assert response.status_code in (200, 404)
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_broken_name_of_a_parameter_gives_a_page(client, value):
    assert client.get(f"/indsatser/?{value}=1&{value}", follow=True).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/%00",
        "/%00/",
        "/indsatser/%00/",
        "/indsatser/tryg%00bydel/",
        "/en/strategi/%00/",
        "/maal/%00",
        "/soeg/%00",
        "/indsatser/%ff/",
        "/%ed%a0%80/",
        "/indsatser/" + "x" * 8000 + "/",
        "/strategi/0/",
        "/strategi/99999999999999999999/",
        "/strategi/-1/",
        "/en/en/",
        "/" + "a/" * 500,
        "/media/%00",
        "/konto/demo/%00/",
    ],
    ids=lambda address: address[:40],
)
def test_broken_path_is_a_page_that_is_not_there(client, address):
    response = client.get(address, follow=True)

    assert response.status_code == 404
    assert not response.cookies


def test_page_for_a_nul_byte_looks_like_the_other_page_that_is_not_there(client):
    response = client.get("/indsatser/%00/")

    assert response["Content-Type"].startswith("text/html")
    assert tree_of(response).xpath("//main//h1")


def test_nul_byte_is_taken_out_of_a_query_and_the_rest_is_kept(client):
    response = client.get("/soeg/?q=tr%00yg&side=2")

    assert (response.status_code, response["Location"]) == (302, "/soeg/?q=tryg&side=2")


def test_nul_byte_in_a_query_leads_to_no_other_site():
    from tryg_portal.middleware import RefuseNulBytes

    environ = RequestFactory().get("/").environ | {
        "PATH_INFO": "//evil.example/",
        "QUERY_STRING": "q=%00",
    }

    response = RefuseNulBytes(lambda request: None)(WSGIRequest(environ))

    assert not response["Location"].startswith("//")


@pytest.mark.parametrize("address", ["/indsatser/", "/soeg/", "/maal/hoej-tryghed/"])
def test_many_parameters_give_a_page(client, address):
    query = "&".join(f"p{number}={number}" for number in range(900))

    assert client.get(f"{address}?{query}").status_code == 200


def test_too_many_parameters_are_no_error_of_the_server(client):
    query = "&".join(f"p{number}={number}" for number in range(2000))

    assert client.get(f"/indsatser/?{query}").status_code in (200, 400, 404)


@pytest.mark.parametrize(
    "address", ["/", "/indsatser/", "/indsatser/tryg-bydel/", "/soeg/", "/en/strategi/1/"]
)
def test_page_that_is_posted_to_is_no_error_of_the_server(address):
    response = Client(enforce_csrf_checks=True).post(address, {"q": "\0"})

    assert response.status_code < 500


@pytest.mark.parametrize("field", ["login", "password"])
def test_nul_byte_in_the_login_form_is_refused_at_the_form(client, field):
    data = {"login": "nogen", "password": "noget"} | {field: "a\0b"}

    response = client.post("/konto/login/", data)

    assert response.status_code == 200
    assert response.context["form"].errors


@pytest.mark.parametrize("language", ["de", "en-GB,da;q=0.5", "*", "x" * 5000, "\0", "da-\xff"])
def test_language_of_the_browser_does_not_change_the_page(client, language):
    response = client.get("/", headers={"accept-language": language})

    assert response.status_code == 200
    assert tree_of(response).get("lang") == "da"


def test_strange_cookie_is_no_error_of_the_server(client):
    client.cookies["sessionid"] = "x" * 3000
    client.cookies["django_language"] = "en"

    response = client.get("/indsatser/")

    assert response.status_code == 200
    assert tree_of(response).get("lang") == "da"
