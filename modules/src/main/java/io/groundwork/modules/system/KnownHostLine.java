package io.groundwork.modules.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A line of a file of known hosts.
 *
 * @param marker {@code @cert-authority} or {@code @revoked}; empty for none
 * @param hosts names and patterns with commas, or a digest of one name
 * @param type such as {@code ssh-ed25519}
 * @param key in base 64
 * @param rest what follows, a comment
 */
record KnownHostLine(String marker, String hosts, String type, String key, String rest) {

  private static final String HASHED = "|1|";
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Splitter COMMAS = Splitter.on(',').omitEmptyStrings();
  private static final Splitter BARS = Splitter.on('|');

  KnownHostLine {
    Objects.requireNonNull(marker, "marker");
    Objects.requireNonNull(hosts, "hosts");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(rest, "rest");
  }

  /** Empty for a comment, an empty line or one that ssh would not understand. */
  static Optional<KnownHostLine> parse(String text) {
    String line = text.strip();
    if (line.isEmpty() || line.startsWith("#")) {
      return Optional.empty();
    }
    String marker = "";
    if (line.startsWith("@")) {
      String[] parts = BLANKS.split(line, 2);
      marker = parts[0];
      line = parts.length == 2 ? parts[1] : "";
    }
    String[] parts = BLANKS.split(line, 4);
    if (parts.length < 3 || !parts[2].matches("[A-Za-z0-9+/]+=*")) {
      return Optional.empty();
    }
    return Optional.of(
        new KnownHostLine(marker, parts[0], parts[1], parts[2], parts.length == 4 ? parts[3] : ""));
  }

  boolean isHashed() {
    return hosts.startsWith(HASHED);
  }

  /** Whether ssh would take it for this host. */
  boolean isAbout(String name) {
    if (isHashed()) {
      return isDigestOf(name);
    }
    boolean found = false;
    for (String pattern : COMMAS.split(hosts.toLowerCase(Locale.ROOT))) {
      if (pattern.startsWith("!") && matches(pattern.substring(1), name)) {
        return false;
      }
      found |= matches(pattern, name);
    }
    return found;
  }

  private static boolean matches(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    for (char c : pattern.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return name.matches(regex.toString());
  }

  private boolean isDigestOf(String name) {
    List<String> parts = BARS.splitToList(hosts);
    try {
      return parts.size() == 4
          && parts.get(3).equals(digest(name, Base64.getDecoder().decode(parts.get(2))));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @SuppressWarnings("deprecation") // The file's format has SHA-1 and nothing else.
  private static String digest(String name, byte[] salt) {
    byte[] digest = Hashing.hmacSha1(salt).hashString(name, UTF_8).asBytes();
    return Base64.getEncoder().encodeToString(digest);
  }

  /**
   * The same with a digest for its names. The salt comes from the name and the key, so that the
   * same task always means the same line.
   */
  @SuppressWarnings("deprecation") // A salt of the length that the format has.
  KnownHostLine hashed(String name) {
    byte[] salt = Hashing.sha1().hashString(name + " " + type + " " + key, UTF_8).asBytes();
    String digest = HASHED + Base64.getEncoder().encodeToString(salt) + "|" + digest(name, salt);
    return new KnownHostLine(marker, digest, type, key, rest);
  }

  /** Whether it says the same as another; a digest is the same as any other of the name. */
  boolean saysTheSame(KnownHostLine other) {
    return marker.equals(other.marker)
        && type.equals(other.type)
        && key.equals(other.key)
        && (hosts.equals(other.hosts) || (isHashed() && other.isHashed()));
  }

  String text() {
    return (marker.isEmpty() ? "" : marker + " ")
        + hosts
        + " "
        + type
        + " "
        + key
        + (rest.isEmpty() ? "" : " " + rest);
  }
}
