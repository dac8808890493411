package io.groundwork.runner.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** Passes on what is written and remembers it. */
final class Tee extends OutputStream {

  private final OutputStream first;
  private final ByteArrayOutputStream copy = new ByteArrayOutputStream();

  Tee(OutputStream first) {
    this.first = first;
  }

  PrintStream stream() {
    return new PrintStream(this, true, UTF_8);
  }

  String text() {
    return copy.toString(UTF_8);
  }

  @Override
  public void write(int b) throws IOException {
    first.write(b);
    copy.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    first.write(bytes, offset, length);
    copy.write(bytes, offset, length);
  }

  @Override
  public void flush() throws IOException {
    first.flush();
  }
}
