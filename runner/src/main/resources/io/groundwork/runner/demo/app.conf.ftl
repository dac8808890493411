# Written by Groundwork.
name = ${inventory_hostname}
log = ${directory}/log
port = 8080
