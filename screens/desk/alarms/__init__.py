"""The alarm page: table, filters, acts, details and the quality panel."""
