package io.groundwork.facts;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * IPv4 addresses, without those of loopback. {@code default_ipv4} is empty when no route leads to
 * the internet; its gateway is absent when the internet is on the link.
 */
final class NetworkFacts {

  static final FactSource SOURCE =
      FactSource.of("network", List.of("all_ipv4_addresses", "default_ipv4"), NetworkFacts::facts);

  private static final String IP = "([0-9]{1,3}(?:\\.[0-9]{1,3}){3})";
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[0-9]+:\\s+(\\S+)\\s+inet " + IP + "(?: peer " + IP + ")?(?:/([0-9]{1,2}))?\\s.*");
  private static final Pattern ROUTE = Pattern.compile(IP + "\\s(.*)");
  private static final Pattern WORDS = Pattern.compile("\\b(via|dev|src) (\\S+)");

  private record Address(String address, String device, int prefix) {}

  private NetworkFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    List<Address> addresses = new ArrayList<>();
    Map<String, Object> route = Map.of();
    for (String line : Lines.of(reading.state())) {
      Matcher address = ADDRESS.matcher(line);
      Matcher hop = ROUTE.matcher(line);
      if (address.matches()) {
        addresses.add(address(address));
      } else if (hop.matches()) {
        route = route(hop.group(2), addresses);
      } else if (!line.startsWith(" ")) {
        throw Lines.unexpected(line);
      }
    }
    List<Object> all = new ArrayList<>();
    addresses.stream()
        .map(Address::address)
        .filter(one -> !one.startsWith("127."))
        .distinct()
        .forEach(all::add);
    return Map.of("all_ipv4_addresses", all, "default_ipv4", route);
  }

  private static Address address(Matcher line) {
    String prefix = line.group(4);
    int length = prefix == null ? 32 : Integer.parseInt(prefix);
    if (length > 32) {
      throw Lines.unexpected(line.group());
    }
    // A container's device is shown with its other end, as eth0@if12.
    return new Address(line.group(2), line.group(1).split("@", 2)[0], length);
  }

  private static Map<String, Object> route(String words, List<Address> addresses) {
    Map<String, String> given = new LinkedHashMap<>();
    Matcher word = WORDS.matcher(words);
    while (word.find()) {
      given.putIfAbsent(word.group(1), word.group(2));
    }
    Map<String, Object> route = new LinkedHashMap<>();
    for (Address one : addresses) {
      if (one.address().equals(given.get("src")) && one.device().equals(given.get("dev"))) {
        route.put("address", one.address());
        route.put("interface", one.device());
        route.put("prefix", (long) one.prefix());
        route.put("netmask", dotted(mask(one.prefix())));
        route.put("network", dotted(number(one.address()) & mask(one.prefix())));
      }
    }
    if (!route.isEmpty() && given.containsKey("via")) {
      route.put("gateway", given.get("via"));
    }
    return route;
  }

  private static long mask(int prefix) {
    return (0xffffffffL << (32 - prefix)) & 0xffffffffL;
  }

  private static long number(String dotted) {
    long number = 0;
    for (String part : Splitter.on(".").split(dotted)) {
      number = number << 8 | Lines.number(part);
    }
    return number;
  }

  private static String dotted(long number) {
    return (number >> 24 & 255)
        + "."
        + (number >> 16 & 255)
        + "."
        + (number >> 8 & 255)
        + "."
        + (number & 255);
  }
}
