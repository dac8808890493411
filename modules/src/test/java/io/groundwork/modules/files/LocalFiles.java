package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.ByteSource;
import io.groundwork.module.Sources;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.util.Map;
import java.util.OptionalInt;

/** The operator's files of a test. */
record LocalFiles(Map<String, byte[]> files) implements Sources {

  static LocalFiles of(String name, String text) {
    return new LocalFiles(Map.of(name, text.getBytes(UTF_8)));
  }

  @Override
  public ByteSource file(String source) {
    byte[] bytes = files.get(source);
    if (bytes == null) {
      throw new LoadException(Problem.of("there is no file " + source));
    }
    return ByteSource.wrap(bytes);
  }

  @Override
  public String template(String source) {
    return new String(files.getOrDefault(source, new byte[0]), UTF_8);
  }

  @Override
  public OptionalInt mode(String source) {
    return OptionalInt.of(0751);
  }
}
