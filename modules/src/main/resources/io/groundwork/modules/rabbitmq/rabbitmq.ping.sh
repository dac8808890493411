# ask HOST PORT USER: the node is asked through Erlang's own protocol; expressions go in on standard
# input, where they may hold the password.
ask() {
  if ! command -v rabbitmqctl >/dev/null 2>&1; then
    printf 'down\nRabbitMQ is not installed\n'
    return
  fi
  gw_login='true'
  if [ -n "$3" ]; then
    gw_user=$(printf '%s' "$3" | base64 -w 0)
    gw_key=$(printf '%s' "$GW_PASSWORD" | base64 -w 0)
    gw_login="case rabbit_access_control:check_user_login(base64:decode(\"$gw_user\"),
      [{password, base64:decode(\"$gw_key\")}]) of {ok, _} -> true; _ -> false end"
  fi
  gw_said=$(
    rabbitmqctl -q eval <<END 2>&1
      {ok, Otp} = file:read_file(filename:join([code:root_dir(), "releases",
        erlang:system_info(otp_release), "OTP_VERSION"])),
      Alarms = case rabbit:alarms() of [] -> "none"; _ -> "some" end,
      Open = [1 || {listener, _, amqp, _, _, P, _} <- rabbit_networking:active_listeners(), P == $2],
      io:format("up ~s~nerlang ~s~nalarms ~s~nrunning ~p~nlistens ~p~nlogin ~p~n",
        [rabbit_misc:version(), string:trim(Otp), Alarms, rabbit:is_running(), Open =/= [], $gw_login]),
      ok.
END
  ) || {
    printf 'down\n%s\n' "$(printf '%s\n' "$gw_said" | grep -v '^$' | head -n 1)"
    return
  }
  case $gw_said in
    *'running false'*) printf 'down\nthe node is up, but RabbitMQ has not started on it\n' ;;
    *'listens false'*) printf 'down\nit does not listen on port %s\n' "$2" ;;
    *'login false'*) printf 'refused\nRabbitMQ does not take the password of %s\n' "$3" ;;
    *) printf '%s\n' "$gw_said" | grep -E '^(up|erlang|alarms) ' ;;
  esac
}
