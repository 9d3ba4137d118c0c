"""Records and documents in the formats of other programs."""
