"""A person's acts at a desk and what became of them: commands, their targets, receipts, the desk's sign of life."""
