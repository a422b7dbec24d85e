"""What the desk shows.

ting.py          one thing to do, and a date in words
goernu.py        what is mine to do now
snart.py         the next meetings and deadlines
siden_sidst.py   what has changed since one was here last
tavle.py         the board of all initiatives: a row each, filtered and sorted
udtraek.py       the board as CSV and XLSX
"""
