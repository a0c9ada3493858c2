"""Content files in, frozen models and body trees out. The only package that reads content files."""
