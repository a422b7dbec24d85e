from django.db import migrations

SPOERGSMAAL = [
    (
        "resultater",
        "Hvad er der sket siden sidst?",
        "Skriv kort, hvad I har gjort, og hvad der er kommet ud af det.",
    ),
    (
        "udfordringer",
        "Hvad står i vejen?",
        "Skriv også, hvis I har brug for hjælp eller en beslutning fra styregruppen.",
    ),
    (
        "naeste",
        "Hvad er det næste, I gør?",
        "Skriv, hvad I gør det kommende halve år, og gerne hvornår.",
    ),
]


def tilfoej(apps, schema_editor):
    """What a new round asks until the coordinators decide otherwise."""
    Standardspoergsmaal = apps.get_model("indsatser", "Standardspoergsmaal")
    if Standardspoergsmaal.objects.exists():
        return
    Standardspoergsmaal.objects.bulk_create(
        Standardspoergsmaal(slags=slags, tekst=tekst, hjaelp=hjaelp, raekkefoelge=10 * nr)
        for nr, (slags, tekst, hjaelp) in enumerate(SPOERGSMAAL, 1)
    )


def fjern(apps, schema_editor):
    """Only those that still stand as they came."""
    for slags, tekst, hjaelp in SPOERGSMAAL:
        apps.get_model("indsatser", "Standardspoergsmaal").objects.filter(
            slags=slags, tekst=tekst, hjaelp=hjaelp
        ).delete()


class Migration(migrations.Migration):
    dependencies = [("indsatser", "0010_runde")]
    operations = [migrations.RunPython(tilfoej, fjern)]
