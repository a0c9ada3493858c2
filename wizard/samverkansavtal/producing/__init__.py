"""A draft file held against its library, and the Word files made from it, wherever they are kept."""
