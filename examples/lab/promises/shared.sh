# For the promises beside this file. A bare `! COMMAND` would not end a script, whatever COMMAND does.
# shellcheck shell=bash

fails() { ! "$@"; }
closed() { ! (: <"/dev/tcp/$1/$2") 2>/dev/null; }
