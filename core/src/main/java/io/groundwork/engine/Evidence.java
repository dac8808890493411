package io.groundwork.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Read;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What a proposal was planned on and what it would run. Only fingerprints of it come out, with
 * every secret masked that is known by the time they are taken.
 */
public final class Evidence {

  private final Read read;
  private final List<Change> changes;
  private final Redactor redactor;

  Evidence(Read read, List<Change> changes, Redactor redactor) {
    this.read = read;
    this.changes = List.copyOf(changes);
    this.redactor = redactor;
  }

  /** The fingerprint of the state that was read. */
  public String guard(Seal seal) {
    String state = read instanceof Read.Done done ? done.reading().state() : "";
    return seal.of(List.of(redactor.mask(state)));
  }

  /** The fingerprint of what would be run. */
  public String changes(Seal seal) {
    List<String> parts = new ArrayList<>();
    for (Change change : changes) {
      parts.add(change.call().snippet().name());
      for (Object value : change.call().values()) {
        parts.add(value instanceof Secret ? Secret.MASK : redactor.mask((String) value));
      }
      parts.add(change.payload().map(source -> payload(read(source))).orElse(""));
    }
    return seal.of(parts);
  }

  private static byte[] read(ByteSource source) {
    try {
      return source.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String payload(byte[] bytes) {
    try {
      return redactor.mask(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return HexFormat.of().formatHex(bytes);
    }
  }
}
