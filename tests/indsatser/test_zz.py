import time
import pytest
from tests.indsatser.test_forespoergsler import *
@pytest.mark.django_db
def test_x(cold_queries):
    for a in TYPES:
        print(len(cold_queries(a)), len(cold_queries("/en"+a)), a)
@pytest.mark.django_db
def test_y(client):
    a=time.perf_counter(); add_initiatives(10000); print("add", time.perf_counter()-a)
    for u in LISTS:
        a=time.perf_counter(); r=client.get(u); print(u, time.perf_counter()-a, len(r.content))
