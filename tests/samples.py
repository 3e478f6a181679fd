"""Articles of our own invention; the places and people in them do not exist."""

FERRY = """Harbour council votes to keep the ferry

By Ada Moss

Published: March 4, 2024

PORT ELLIS — Mayor Jonas Reed said on Friday that the ferry to the outer islands would run for another year.

“We owe it to the islands,” Reed told reporters. “They have no other way across.”

Opposition leader Mira Okafor rejected the plan as “a costly farewell tour.”

The ferry carries some 40,000 passengers a year, according to the harbour authority.

Two council members said the vote had been close.
"""

# The next morning: a paragraph is new, one is gone, one is reworded, the rest has moved.
FERRY_LATER = (
    FERRY.replace("PORT ELLIS — Mayor", "PORT ELLIS — After a long evening Mayor")
    .replace("Two council members said the vote had been close.\n", "“Nobody slept well,” Okafor said on Sunday.\n")
    .replace("“a costly farewell tour.”", "“a very costly farewell tour.”")
)

BRIDGE = """Engineers doubt the old bridge

Published: March 5, 2024

PORT ELLIS — “The bearings are worn through,” said Lena Brandt, the county’s chief engineer.

Mayor Jonas Reed said the bridge would stay open.
"""
