"""The alarm list and its parts: rows as pictures, columns, the heading under the mouse."""
