package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A public key in a file of authorized keys.
 *
 * @param options what its owner may do, with commas; empty for no options
 * @param type such as {@code ssh-ed25519}
 * @param key in base 64; it alone says which key it is
 * @param comment with one blank between its words
 */
record AuthorizedKey(String options, String type, String key, String comment) {

  private static final Pattern TYPE =
      Pattern.compile(
          "(?:ssh-(?:rsa|dss|ed25519)|rsa-sha2-(?:256|512)|ecdsa-sha2-nistp(?:256|384|521)"
              + "|(?:webauthn-)?sk-ecdsa-sha2-nistp256|sk-ssh-ed25519|ssh-xmss)"
              + "(?:-cert-v01)?(?:@openssh\\.com)?");
  private static final Pattern WORD = Pattern.compile("\\S+");
  private static final Pattern OPTION = Pattern.compile("(?:[^,\"]|\"(?:\\\\.|[^\"\\\\])*\")+");
  private static final Splitter BLANKS = Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings();

  AuthorizedKey {
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(comment, "comment");
  }

  /** Empty for a comment, an empty line or what is no key. */
  static Optional<AuthorizedKey> parse(String text) {
    String line = text.replace("\\#", "#").strip();
    if (line.startsWith("#")) {
      return Optional.empty();
    }
    Matcher word = WORD.matcher(line);
    while (word.find()) {
      if (TYPE.matcher(word.group()).matches()) {
        String options = line.substring(0, word.start()).strip();
        List<String> rest = BLANKS.splitToList(line.substring(word.end()));
        return rest.isEmpty() || !rest.get(0).matches("[A-Za-z0-9+/]+=*")
            ? Optional.empty()
            : Optional.of(
                new AuthorizedKey(
                    options,
                    word.group(),
                    rest.get(0),
                    String.join(" ", rest.subList(1, rest.size()))));
      }
    }
    return Optional.empty();
  }

  /** The same with other options and another comment, where they are given. */
  AuthorizedKey with(Optional<String> otherOptions, Optional<String> otherComment) {
    return new AuthorizedKey(
        otherOptions.map(String::strip).orElse(options), type, key, otherComment.orElse(comment));
  }

  /** Whether it says the same; the order of options does not matter. */
  boolean saysTheSame(AuthorizedKey other) {
    return type.equals(other.type)
        && key.equals(other.key)
        && comment.equals(other.comment)
        && sorted(options).equals(sorted(other.options));
  }

  private static TreeSet<String> sorted(String options) {
    TreeSet<String> sorted = new TreeSet<>();
    Matcher option = OPTION.matcher(options);
    while (option.find()) {
      sorted.add(option.group().replaceAll("\\s+", " ").strip());
    }
    return sorted;
  }

  /** The line, with a blank behind a key without a comment, as Ansible writes it. */
  String text() {
    return (options.isEmpty() ? "" : options + " ") + type + " " + key + " " + comment;
  }
}
