# Shell functions that the snippets about systemd units share.

# tell_about UNIT: what an operator would look at next, on standard error.
tell_about() {
  systemctl status --no-pager --full --lines=20 -- "$1" >&2 2>&1
}

# reload_if_stale UNIT: has systemd read unit files that changed since it read them.
reload_if_stale() {
  case $(systemctl show -p NeedDaemonReload -- "$1") in
    *=yes) systemctl daemon-reload || exit 1 ;;
  esac
}

# forget_failures UNIT: it may have failed too often to be started, and restarts are counted anew.
forget_failures() {
  systemctl reset-failed -- "$1" 2>/dev/null
}

# insist_on_running UNIT: fails, with its last lines of log, unless it runs and stays for a moment.
insist_on_running() {
  case $(systemctl show -p Type -- "$1") in
    # These count as started before they have got anywhere.
    Type=simple | Type=exec | Type=idle | Type=forking) sleep 1 ;;
  esac
  gw_state=$(systemctl show -p Type,RemainAfterExit,ActiveState,NRestarts -- "$1") || exit 1
  case $gw_state in
    *NRestarts=[1-9]*)
      tell_about "$1"
      fail "$1 was started, died and is started by systemd again and again"
      ;;
    *ActiveState=active* | *ActiveState=reloading*) return 0 ;;
    *Type=oneshot*)
      case $gw_state in
        *RemainAfterExit=no*ActiveState=inactive*) return 0 ;;
      esac
      ;;
  esac
  tell_about "$1"
  fail "$1 was started but does not run"
}
