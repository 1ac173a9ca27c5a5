"""Staff lists of any size, as an HR system would export them. The same seed gives the same file."""

import csv
import random
from pathlib import Path

GIVEN = ["Freja", "Jürgen", "Zoë", "Łukasz", "Ελένη", "Ольга", "Nguyễn", "Priya", "Siobhán", "João", "Ingrid", "Aylin",
         "Mateo", "Chloé", "Søren", "Anjali", "Tomáš", "Elif", "Giulia", "Björn"]
FAMILY = ["Lindqvist", "Müller", "O'Brien", "Wójcik", "Παπαδοπούλου", "Иванова", "Trần", "Sharma", "Ní Dhomhnaill",
          "Gonçalves", "Sørensen", "Yılmaz", "García", "Lefèvre", "Andersen", "Iyer", "Novák", "Demir", "Rossi",
          "Åberg"]
TITLES = ["Warehouse operative", "Forklift driver", "Accountant", "Systems engineer", "Nurse", "Care assistant",
          "Recruiter", "Team lead, inbound", "Customer adviser", "Quality inspector"]
HEADER = ["Employee ID", "First name", "Last name", "Work email", "Job title", "Status"]


def write(path: Path, count: int, seed: int = 1):
    chance = random.Random(seed)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for number in range(count):
            writer.writerow([f"E{number:06d}", chance.choice(GIVEN), chance.choice(FAMILY),
                             f"person{number:06d}@bench.example", chance.choice(TITLES), "active"])
