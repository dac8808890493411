# System, node name, kernel release, machine: one line, in the order every uname prints them.
uname -snrm
