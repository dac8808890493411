package io.groundwork.lab;

/**
 * All of a host that a command which changes nothing must leave as it was. What a running service
 * writes by itself at any moment is left out but for its owner and mode: its data would differ
 * between two looks without any command in between (PostgreSQL's checkpoints and statistics,
 * MongoDB's journal, ClickHouse's merges, RabbitMQ's metrics).
 */
public final class WholeHost {

  private static final String DATA =
      "/var/lib/postgresql /var/lib/mongodb /var/lib/clickhouse /var/lib/kvrocks /var/lib/ssdb"
          + " /var/lib/rabbitmq";

  private static final String SCRIPT =
      """
      cd /
      stat -c '%n %F %a %u %g' DATA 2>/dev/null
      find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /var/log \
        $(printf -- '-o -path %s ' DATA) \\) -prune \
        -o -printf '%p %y %m %U %G %s %T@\\n' | sort
      dpkg-query -W
      systemctl list-unit-files --no-legend --no-pager
      systemctl list-units --no-legend --no-pager --plain --type=service | awk '{ print $1, $4 }' \
        | grep -v '^user@'
      ss -ltnH | awk '{ print $4 }' | sort
      sysctl -a 2>/dev/null | grep -E '^(vm|net[.]ipv4)[.](swappiness|ip_forward|overcommit)'
      """
          .replace("DATA", DATA);

  private WholeHost() {}

  /** Every file with its owner, mode, size and times, what is installed, running and listening. */
  public static String of(Lab lab, String host) {
    return lab.root(host, SCRIPT);
  }
}
