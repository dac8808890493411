package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.common.base.Splitter;
import com.google.common.io.BaseEncoding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is sealed, as it stands in a file: a header with the format's version, the cipher and, from
 * version 1.2, the vault id; then salt, checksum and encrypted content, twice in hexadecimal.
 */
final class Envelope {

  static final String MAGIC = "$ANSIBLE_VAULT";

  private static final String CIPHER = "AES256";
  private static final int WIDTH = 80;
  private static final BaseEncoding HEX = BaseEncoding.base16().lowerCase();

  private final Optional<String> label;
  private final byte[] salt;
  private final byte[] checksum;
  private final byte[] content;

  Envelope(Optional<String> label, byte[] salt, byte[] checksum, byte[] content) {
    this.label = label;
    this.salt = salt.clone();
    this.checksum = checksum.clone();
    this.content = content.clone();
  }

  /** The vault id, where the header names one. */
  Optional<String> label() {
    return label;
  }

  byte[] salt() {
    return salt.clone();
  }

  byte[] checksum() {
    return checksum.clone();
  }

  byte[] content() {
    return content.clone();
  }

  /**
   * @throws IllegalArgumentException when this is no envelope, with what is wrong with it
   */
  static Envelope parse(String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    List<String> header = Splitter.on(';').trimResults().splitToList(lines.get(0));
    if (header.size() < 3 || !header.get(0).equals(MAGIC)) {
      throw new IllegalArgumentException("its first line is not that of a vault");
    }
    if (!header.get(1).equals("1.1") && !header.get(1).equals("1.2")) {
      throw new IllegalArgumentException(
          "it is of the vault format " + header.get(1) + "; only 1.1 and 1.2 can be opened");
    }
    if (!header.get(2).equals(CIPHER)) {
      throw new IllegalArgumentException("its cipher is " + header.get(2) + ", not " + CIPHER);
    }
    String body = String.join("", lines.subList(1, lines.size()));
    List<String> parts =
        Splitter.on('\n').splitToList(new String(decoded(body), US_ASCII).stripTrailing());
    if (parts.size() != 3) {
      throw new IllegalArgumentException("it is cut off or was changed");
    }
    return new Envelope(
        header.size() > 3 ? Optional.of(header.get(3)) : Optional.empty(),
        decoded(parts.get(0)),
        decoded(parts.get(1)),
        decoded(parts.get(2)));
  }

  private static byte[] decoded(String hex) {
    try {
      return BaseEncoding.base16().decode(hex.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("it is cut off or was changed", e);
    }
  }

  /** The form in which it stands in a file, with a line end at its end. */
  String format() {
    String inner = HEX.encode(salt) + "\n" + HEX.encode(checksum) + "\n" + HEX.encode(content);
    List<String> lines = new ArrayList<>();
    lines.add(
        label.map(name -> MAGIC + ";1.2;" + CIPHER + ";" + name).orElse(MAGIC + ";1.1;" + CIPHER));
    Splitter.fixedLength(WIDTH).split(HEX.encode(inner.getBytes(US_ASCII))).forEach(lines::add);
    return String.join("\n", lines) + "\n";
  }
}
