"""The second face: the same plan in a browser, one thing at a time. Plain HTML forms, no JavaScript.

keeping, site   what the pages need from storage and sign-in (protocols)
visit, routes   one request: who, which draft, what may be done; every address in one table
guards          headers, limits, cross-site requests
forms           what was posted → replies to prompts
start … papers  the pages, one subject a module; their HTML lies in pages/, the looks in static/
local           one's own computer: the same draft files as the terminal
"""
