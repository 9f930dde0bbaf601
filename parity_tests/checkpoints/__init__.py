"""Test the weight rules and the accounting for every tensor."""
