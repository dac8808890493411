# shellcheck shell=sh
# What the snippets about a cluster share.

# cluster_nodes: lines "members ...", "running ..." and "version ...", as the host's node sees its cluster.
cluster_nodes() {
  rabbitmqctl -q eval 2>&1 <<'END'
    [code:ensure_loaded(M) || M <- [rabbit_nodes, rabbit_mnesia]],
    Nodes = fun(F, Kind) -> case erlang:function_exported(rabbit_nodes, F, 0) of
      true -> rabbit_nodes:F(); false -> rabbit_mnesia:cluster_nodes(Kind) end end,
    Words = fun(All) -> lists:join(" ", [atom_to_list(N) || N <- lists:sort(All)]) end,
    true = rabbit:is_running(),
    io:format("members ~s~nrunning ~s~nversion ~s~n", [Words(Nodes(list_members, all)),
      Words(Nodes(list_running, running)), rabbit_misc:version()]),
    ok.
END
}
