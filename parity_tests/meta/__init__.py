"""Test the tests, the goldens and the conventions."""
