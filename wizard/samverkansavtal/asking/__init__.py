"""The terminal face: a plan's questions asked one by one, and the answers kept.

`pick.prompter()` says how to ask (arrow keys, plain numbered lines, or a script), `interview` what to
ask next, `review` and `menu` are the screens around it. Importing this costs nothing: prompt_toolkit
and rich come in with the first question.
"""
