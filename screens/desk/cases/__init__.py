"""The page of cases: list, card, acts."""
