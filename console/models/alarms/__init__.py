"""The alarm list: its rows in order, filters, groups, history, acts, floods, silent sources and the tone."""
