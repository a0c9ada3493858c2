"""Answer files and drafts on disk. A file is written whole or not at all."""
