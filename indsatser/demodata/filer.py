"""The texts of the demonstration data, which stand in files that can be read and corrected."""

import tomllib
from pathlib import Path

MAPPE = Path(__file__).parent


def laes(mappe):
    """Every TOML file of a folder by its name."""
    return {
        fil.stem: tomllib.loads(fil.read_text("utf-8"))
        for fil in sorted((MAPPE / mappe).glob("*.toml"))
    }
