# $1 path of a text file
describe_file "$1"
context
show_file "$1"
