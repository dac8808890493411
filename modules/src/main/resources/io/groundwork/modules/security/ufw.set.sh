# $1… what ufw is told; it never asks
ufw --force "$@"
