# The payload is a line "name:hash".
payload | chpasswd -e
