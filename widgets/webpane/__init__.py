"""Another system's own web application in a pane: fenced in, watched over, and never taken for our own data.

Only ``browser`` and what it imports load QtWebEngine; everything else can be imported on a machine without it.
"""
