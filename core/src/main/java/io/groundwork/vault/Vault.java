package io.groundwork.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The passwords with which to open what {@code ansible-vault} or Groundwork sealed, in Ansible's
 * format 1.1 or 1.2. What was opened once is kept, since each opening takes a hundredth of a
 * second. Immutable to its users, and thread-safe.
 */
public final class Vault {

  /** Without a password: opens nothing. */
  public static final Vault EMPTY = new Vault(List.of());

  private static final byte[] MAGIC = (Envelope.MAGIC + ";").getBytes(US_ASCII);

  /** How much of a file tells whether it is sealed. */
  public static final int MAGIC_BYTES = MAGIC.length + 1;

  private final List<VaultPassword> passwords;
  private final Map<HashCode, byte[]> opened = new ConcurrentHashMap<>();

  private Vault(List<VaultPassword> passwords) {
    this.passwords = List.copyOf(passwords);
  }

  /** A vault with these passwords; the earlier are tried first. */
  public static Vault of(List<VaultPassword> passwords) {
    return passwords.isEmpty() ? EMPTY : new Vault(passwords);
  }

  /** A vault with one password. */
  public static Vault of(Secret password) {
    return of(List.of(new VaultPassword(password)));
  }

  /** The passwords, in the order in which they are tried. */
  public List<VaultPassword> passwords() {
    return passwords;
  }

  /** Whether this is sealed: whether it begins as a vault does. */
  public static boolean isSealed(byte[] content) {
    return content.length > MAGIC.length
        && Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /**
   * Seals a content.
   *
   * @return the vault file's text; of format 1.2 if the password has a vault id, else of 1.1
   */
  public static String seal(byte[] clear, VaultPassword password) {
    Optional<String> label = Optional.of(password.label()).filter(name -> password.isLabelled());
    return VaultCipher.seal(clear, password.password(), label).format();
  }

  /**
   * Opens what is sealed. The passwords of the vault id that it names are tried first, then the
   * others.
   *
   * @param where where it stands, for errors
   * @throws LoadException when no password fits, or it is damaged
   */
  public byte[] open(byte[] sealed, Position where) {
    HashCode key = Hashing.sha256().hashBytes(sealed);
    byte[] clear = opened.get(key);
    if (clear == null) {
      clear = opened(new String(sealed, UTF_8), where);
      opened.put(key, clear);
    }
    return clear.clone();
  }

  /**
   * Opens a sealed text.
   *
   * @throws LoadException also when it does not hold text in UTF-8
   */
  public Secret open(String sealed, Position where) {
    byte[] clear = open(sealed.getBytes(UTF_8), where);
    try {
      return Secret.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(clear)).toString());
    } catch (CharacterCodingException e) {
      throw new LoadException(Problem.at(where, "what this vault holds is not UTF-8 text"));
    }
  }

  /**
   * The password with which to seal something again: that which opens it, under the vault id that
   * it has.
   */
  public VaultPassword passwordOf(byte[] sealed, Position where) {
    Envelope envelope = envelope(new String(sealed, UTF_8), where);
    return passwords.stream()
        .filter(password -> VaultCipher.open(envelope, password.password()).isPresent())
        .findFirst()
        .map(
            fitting ->
                new VaultPassword(
                    envelope.label().orElse(VaultPassword.DEFAULT), fitting.password()))
        .orElseThrow(() -> new LoadException(closed(envelope, where)));
  }

  private byte[] opened(String sealed, Position where) {
    Envelope envelope = envelope(sealed, where);
    return passwords.stream()
        .sorted((one, other) -> Boolean.compare(fits(other, envelope), fits(one, envelope)))
        .flatMap(password -> VaultCipher.open(envelope, password.password()).stream())
        .findFirst()
        .orElseThrow(() -> new LoadException(closed(envelope, where)));
  }

  private static Envelope envelope(String sealed, Position where) {
    try {
      return Envelope.parse(sealed);
    } catch (IllegalArgumentException e) {
      throw new LoadException(
          Problem.at(where, "this vault cannot be opened: " + e.getMessage())
              .withRemedy("take it from a backup, or seal its content anew"));
    }
  }

  private static boolean fits(VaultPassword password, Envelope envelope) {
    return password.label().equals(envelope.label().orElse(VaultPassword.DEFAULT));
  }

  private Problem closed(Envelope envelope, Position where) {
    String id = envelope.label().map(name -> " with the vault id \"" + name + "\"").orElse("");
    if (passwords.isEmpty()) {
      return Problem.at(where, "this is sealed" + id + ", and no vault password is given")
          .withRemedy("give it with --vault-password-file FILE or --ask-vault-pass");
    }
    List<String> labels = passwords.stream().map(VaultPassword::label).distinct().toList();
    boolean known = envelope.label().isEmpty() || labels.contains(envelope.label().get());
    Problem problem =
        Problem.at(where, "this is sealed" + id + ", and no vault password given opens it");
    return known
        ? problem.withRemedy("it is another password, or the file was changed by hand")
        : problem.withRemedy(
            "give its password with --vault-id "
                + envelope.label().get()
                + "@FILE; given are those of "
                + String.join(", ", labels));
  }
}
