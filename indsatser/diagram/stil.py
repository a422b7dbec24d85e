"""Colours, marks and sizes. Each line has all of its own: colour, mark and dash, so that it is read without colours."""

BLAEK, BLAEK_LYS, NET = "#10273a", "#48606f", "#e4dccd"
FARVER = ("#0b3c5d", "#8a4a0b", "#2b6a3a", "#7b2d4e", "#4c3a8c", "#48606f")
MAERKER = ("o", "s", "^", "D", "v", "P")
STREGER = ("-", (0, (6, 2)), (0, (2, 2)), (0, (7, 2, 2, 2)), (0, (1, 1.5)), (0, (4, 4)))
FLEST = len(FARVER)
"""Lines in one picture; more cannot be told apart."""
MAAL = {"bred": (7.5, 4.2, 9.5, 26), "smal": (3.75, 3.6, 9, 15), "gnist": (1.5, 0.42, 0, 0)}
"""Width and height in inches, size of the letters in points, signs in a line of a label."""


def figur(bredde):
    """An empty figure: matplotlib is loaded by those alone who draw."""
    from matplotlib.figure import Figure

    return Figure(figsize=MAAL[bredde][:2])
