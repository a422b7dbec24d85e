import pytest
def test_a(client, db):
    for u in ["/", "/indsatser/","/en/indsatser/", "/robots.txt", "/sundhed/"]:
        try:
            print(u, client.get(u).status_code)
        except Exception as e:
            print(u, repr(e)[:200])
