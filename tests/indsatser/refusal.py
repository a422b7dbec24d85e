"""How a test asks whether something is refused: by the form, at which field, and by the database itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


def errors_of(instance):
    """What a form would say, by field."""
    with pytest.raises(ValidationError) as caught:
        instance.full_clean()
    return caught.value.message_dict


def refused_by_database(instance):
    """Whether the database refuses it, past every form and every save()."""
    try:
        with transaction.atomic():
            type(instance).objects.bulk_create([instance])
    except IntegrityError:
        return True
    return False


def refused(do, besked):
    """What `do` does is refused by the database, with these words."""
    with pytest.raises(IntegrityError, match=besked), transaction.atomic():
        do()
