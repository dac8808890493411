package io.groundwork.facts;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom the host asks for names: {@code dns} with {@code nameservers} and {@code search} as Ansible
 * has them. Not of Ansible: {@code dns_manager}, who writes {@code /etc/resolv.conf} (file for
 * people, dhclient, systemd-resolved, NetworkManager, resolvconf, or link for another); and {@code
 * dns_upstreams}, the servers that are not on loopback, behind systemd-resolved those that it asks.
 */
final class DnsFacts {

  static final FactSource SOURCE =
      FactSource.of("dns", List.of("dns", "dns_manager", "dns_upstreams"), DnsFacts::facts);

  private static final Pattern MANAGER =
      Pattern.compile("manager (file|dhclient|systemd-resolved|NetworkManager|resolvconf|link)");
  private static final Pattern LINE = Pattern.compile("(here|behind) ?(.*)");

  /** What follows a blank behind the address does not count, as for the resolver of the system. */
  private static final Pattern SERVER =
      Pattern.compile("nameserver\\s+([0-9A-Fa-f.:]{2,45})(?:%\\S+)?(?:\\s.*)?");

  private static final Splitter WORDS = Splitter.on(CharMatcher.whitespace()).omitEmptyStrings();
  private static final Pattern SEARCH = Pattern.compile("search\\s+(\\S.*)");

  private DnsFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    List<String> lines = Lines.of(reading.state());
    if (lines.isEmpty()) {
      throw Lines.unexpected("");
    }
    String manager = Lines.match(MANAGER, lines.get(0)).group(1);
    List<String> here = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    List<String> search = List.of();
    for (String line : lines.subList(1, lines.size())) {
      Matcher told = Lines.match(LINE, line);
      String text = told.group(2).strip();
      Matcher server = SERVER.matcher(text);
      Matcher names = SEARCH.matcher(text);
      if (server.matches()) {
        (told.group(1).equals("here") ? here : behind).add(server.group(1));
      } else if (told.group(1).equals("here") && names.matches()) {
        search = WORDS.splitToList(names.group(1));
      }
    }
    return Map.of(
        "dns",
        Map.of("nameservers", List.copyOf(here), "search", search),
        "dns_manager",
        manager,
        "dns_upstreams",
        (manager.equals("systemd-resolved") ? behind : here)
            .stream().filter(one -> !one.matches("127\\..*|::1")).distinct().toList());
  }
}
