# $1... what ufw is told
case $1 in
  # These ask over SSH; a rule with a comment would not be taken with it.
  enable | reset) ufw --force "$@" ;;
  *) ufw "$@" ;;
esac
