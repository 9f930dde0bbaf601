"""Measure how fast legacy is; nothing here is timed by a test."""
