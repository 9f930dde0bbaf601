"""Prove the diagnosis: known mistakes are named, by the fixture and by `diverge`."""
