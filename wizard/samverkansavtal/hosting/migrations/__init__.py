"""The steps that make the tables, oldest first; shipped with the package and never changed afterwards."""
