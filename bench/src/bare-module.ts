// Imports nothing: what a process pays for its first module, whichever it is.
export {}
