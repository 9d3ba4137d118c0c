"""How far two record sets agree, by the contract: pure functions on records, no spaCy, no PDF."""
