"""A draft file held against its library, and the Word files made from it, wherever they are kept.

opening    answers + library → plan
versions   what the files are called
papers     a plan → the agreement and the risk report, a new version when anything differs
whole_set  all papers beside them too
news       what a version says that the one before did not
forms      a party's sheet that came back
by_hand    what has been changed by hand in them
uploads    a file that was changed elsewhere and is sent back
"""
