"""Other programs' way into the register: REST under /api/v1/, derived from the description of the nouns."""
