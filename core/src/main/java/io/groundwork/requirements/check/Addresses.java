package io.groundwork.requirements.check;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host's IPv4 addresses and what DNS calls them.
 *
 * @param own its own ones
 * @param reverse for each address that was asked about, its name, empty where it has none
 * @param forward for each name, the addresses that DNS has for it
 */
record Addresses(
    Set<String> own, Map<String, Optional<String>> reverse, Map<String, List<String>> forward) {

  private static final Snippet SNIPPET = Snippet.resource(Addresses.class, "addresses.sh");
  private static final Pattern OWN = Pattern.compile("own (\\S+) ([0-9.]{7,15})");
  private static final Pattern REVERSE =
      Pattern.compile("reverse ([0-9.]{7,15}) (\\d{1,3}) (\\S+)");
  private static final Pattern FORWARD = Pattern.compile("forward (\\S+) (\\d{1,3}) ?([0-9. ]*)");
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  /** First and last address of what is not reached from the internet. */
  private static final List<List<String>> NOT_PUBLIC =
      List.of(
          List.of("0.0.0.0", "0.255.255.255"),
          List.of("10.0.0.0", "10.255.255.255"),
          List.of("100.64.0.0", "100.127.255.255"),
          List.of("127.0.0.0", "127.255.255.255"),
          List.of("169.254.0.0", "169.254.255.255"),
          List.of("172.16.0.0", "172.31.255.255"),
          List.of("192.0.0.0", "192.0.0.255"),
          List.of("192.0.2.0", "192.0.2.255"),
          List.of("192.168.0.0", "192.168.255.255"),
          List.of("198.18.0.0", "198.19.255.255"),
          List.of("198.51.100.0", "198.51.100.255"),
          List.of("203.0.113.0", "203.0.113.255"),
          List.of("224.0.0.0", "255.255.255.255"));

  Addresses {
    own = Set.copyOf(own);
    reverse = Map.copyOf(reverse);
    forward = Map.copyOf(forward);
  }

  static Snippet.Call call(HostInfo host) {
    return SNIPPET.call(host.settings().texts(Settings.PUBLIC_ADDRESSES).toArray());
  }

  /** Whether the internet can reach an address, as far as its number tells. */
  static boolean isPublic(String address) {
    int number = InetAddresses.coerceToInteger(InetAddresses.forString(address));
    return NOT_PUBLIC.stream()
        .noneMatch(
            range ->
                Integer.compareUnsigned(number, number(range.get(0))) >= 0
                    && Integer.compareUnsigned(number, number(range.get(1))) <= 0);
  }

  private static int number(String address) {
    return InetAddresses.coerceToInteger(InetAddresses.forString(address));
  }

  /** The public addresses: those the inventory names, else the host's own, sorted. */
  List<String> publics(HostInfo host) {
    List<String> named = host.settings().texts(Settings.PUBLIC_ADDRESSES);
    return (named.isEmpty() ? own.stream().filter(Addresses::isPublic) : named.stream())
        .distinct()
        .sorted()
        .toList();
  }

  static Addresses parse(Reading reading) {
    Set<String> own = new LinkedHashSet<>();
    Map<String, Optional<String>> reverse = new LinkedHashMap<>();
    Map<String, List<String>> forward = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("own ")) {
        own.add(Lines.match(OWN, line).group(2));
      } else if (line.startsWith("reverse ")) {
        Matcher found = Lines.match(REVERSE, line);
        reverse.put(found.group(1), Optional.of(found.group(3)).filter(name -> !name.equals("-")));
      } else {
        Matcher found = Lines.match(FORWARD, line);
        forward.put(found.group(1), new ArrayList<>(WORDS.splitToList(found.group(3))));
      }
    }
    return new Addresses(own, reverse, forward);
  }
}
