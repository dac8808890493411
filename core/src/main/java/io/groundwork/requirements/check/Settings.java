package io.groundwork.requirements.check;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the inventory says of a host that checks judge by.
 *
 * @param values by the variable's name: each a String, Long, Boolean, or a List or Map of these
 */
public record Settings(Map<String, Object> values) {

  /** The address that the host's services listen on. */
  public static final String SERVICE_ADDRESS = "service_address";

  /** The address or name that we log in at, which stands in for a service address. */
  public static final String ANSIBLE_HOST = "ansible_host";

  /** The port that we log in at, 22 if it is not set. */
  public static final String ANSIBLE_PORT = "ansible_port";

  /** Whether the host's packet filter is ours: then it lets nobody in whom the tables omit. */
  public static final String FIREWALL_MANAGED = "firewall_managed";

  /** Public IPv4 addresses under which the host is reached, also those that are translated. */
  public static final String PUBLIC_ADDRESSES = "public_addresses";

  /** The host's own addresses that its AKMTA sends from. */
  public static final String SENDING_ADDRESSES = "sending_addresses";

  /** How many messages a day the host has to send. */
  public static final String DAILY_MESSAGES = "daily_messages";

  /** A mail server, {@code HOST} or {@code HOST:PORT}, to try port 25 of the internet with. */
  public static final String OUTBOUND_SMTP_TARGET = "outbound_smtp_target";

  /** The mail server, {@code HOST:PORT}, that the platform sends its notifications through. */
  public static final String SMTP_RELAY = "smtp_relay";

  /** The HTTP proxy, {@code http://HOST:PORT}, through which the license servers are reached. */
  public static final String LICENSE_PROXY = "license_proxy";

  /** A large file, by http or https, to measure the line to the internet with. */
  public static final String INTERNET_TARGET = "internet_target";

  /** Whether a measurement may fetch the tool it needs, for itself alone. */
  public static final String DEEP_INSTALL = "deep_install";

  /** Other places of the products' packages, as the roles take them. */
  public static final String MIRRORS = "mirrors";

  /** {@code distribution} where RabbitMQ comes from the system's own packages. */
  public static final String RABBITMQ_SOURCE = "rabbitmq_source";

  /** The variables of an inventory that are read. */
  public static final List<String> NAMES =
      List.of(
          SERVICE_ADDRESS,
          ANSIBLE_HOST,
          ANSIBLE_PORT,
          FIREWALL_MANAGED,
          PUBLIC_ADDRESSES,
          SENDING_ADDRESSES,
          DAILY_MESSAGES,
          OUTBOUND_SMTP_TARGET,
          SMTP_RELAY,
          LICENSE_PROXY,
          INTERNET_TARGET,
          DEEP_INSTALL,
          MIRRORS,
          RABBITMQ_SOURCE);

  public static final Settings NONE = new Settings(Map.of());

  public Settings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The same with these besides or in place of its own. */
  public Settings with(Map<String, Object> others) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new Settings(all);
  }

  /** A value as text; empty where it is not set, or is a list or a mapping. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name))
        .filter(value -> value instanceof String || value instanceof Long)
        .map(Object::toString)
        .filter(value -> !value.isBlank());
  }

  /** Whether a value is true, in one of the words for it. */
  public boolean flag(String name) {
    Object value = values.getOrDefault(name, false);
    return List.of("true", "yes", "on").contains(value.toString().toLowerCase(Locale.ROOT));
  }

  /** A list's members, or the one text that stands for a list of one. */
  public List<String> texts(String name) {
    Object value = values.get(name);
    Stream<?> all = value instanceof List<?> list ? list.stream() : text(name).stream();
    return all.filter(String.class::isInstance).map(Object::toString).toList();
  }

  /** A whole number, also with {@code _} between its digits; empty where it is none. */
  public OptionalLong number(String name) {
    String digits = text(name).orElse("").replace("_", "");
    return digits.matches("[0-9]{1,15}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  /** The members of a mapping, empty where there is none. */
  public Map<?, ?> mapping(String name) {
    return values.get(name) instanceof Map<?, ?> map ? map : Map.of();
  }
}
