from django.db import connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@never_cache
def sundhed(request):
    """What a load balancer asks: 200 with `{"database": "ok"}`, or 503 where the database does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:
        return JsonResponse({"database": "svarer ikke"}, status=503)
    return JsonResponse({"database": "ok"})
