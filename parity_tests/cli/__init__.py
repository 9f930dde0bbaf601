"""Test the command line as a user would, with wrong input too."""
