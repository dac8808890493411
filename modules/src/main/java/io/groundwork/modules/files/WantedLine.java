package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A line that a file should have, or lines that it should not have.
 *
 * @param create whether to make a file that is not there
 */
record WantedLine(
    String path, LineEdit edit, WantedAttributes attributes, FileWrite write, boolean create) {

  /** The largest file that is edited, in bytes: its content travels with every reading. */
  static final long LARGEST = 1 << 20;

  WantedLine {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(edit, "edit");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(write, "write");
  }

  PathQuestion question() {
    // No digest is "-": the content is needed whatever it is.
    return PathQuestion.about(path, attributes, true).digest("sha256sum", "-", LARGEST);
  }

  Plan plan(PathState is) {
    return switch (is.type()) {
      case ABSENT, LINK -> absent(is);
      case FILE -> present(is);
      case DIRECTORY, OTHER ->
          Plan.impossible(
              Problem.of(path + " is " + is.type().label() + ", lines are in files only"));
    };
  }

  private Plan absent(PathState is) {
    if (!edit.present()) {
      return Plan.holds(path + " does not exist, so no line has to go");
    }
    if (!create) {
      return Plan.holds(path + " does not exist")
          .needing(
              List.of(
                  new Need(
                      Resource.path(path),
                      path + " does not exist; create: true makes it with this line only")));
    }
    Optional<Plan> obstacle = Conflict.obstacle(path, is);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    List<Need> needs = new ArrayList<>(attributes.needs(is));
    needs.addAll(Conflict.missingParent(path, is));
    return Plan.of(write.change(path, FileContent.of(edit.apply("")), attributes, is))
        .needing(needs);
  }

  private Plan present(PathState is) {
    if (is.size().orElse(0) > LARGEST) {
      return Plan.impossible(
          Problem.of(
                  path
                      + " has "
                      + is.size().orElse(0)
                      + " bytes; files of more than "
                      + LARGEST
                      + " bytes are not edited line by line")
              .withRemedy("replace it as a whole with copy or template"));
    }
    Optional<byte[]> sent = is.around().content();
    if (sent.isEmpty() || !is.digest().equals(Optional.of(sha256(sent.get())))) {
      return Plan.impossible(
          Problem.of(path + " changed while it was read").withRemedy("run again"));
    }
    Charset charset = charset(sent.get());
    String before = new String(sent.get(), charset);
    String after = inCharset(charset).apply(before);
    if (!inCharset(charset).apply(after).equals(after)) {
      return Plan.impossible(
          Problem.of("every run would change " + path + " again: the new line is matched anew")
              .withRemedy("write regexp so that it leaves the line alone once it is as wanted"));
    }
    if (after.equals(before)) {
      return Plan.of(attributes.change(path, is, true).stream().toList(), holds(is))
          .needing(attributes.needs(is));
    }
    Change change = write.change(path, FileContent.of(after.getBytes(charset)), attributes, is);
    return Plan.of(change).needing(attributes.needs(is));
  }

  private String holds(PathState is) {
    String lines = edit.present() ? " has the line" : " has no such line";
    return path + lines + " (" + is.present().show() + ")";
  }

  /** The edit over bytes that are no UTF-8, each taken as one character. */
  private LineEdit inCharset(Charset charset) {
    if (charset.equals(UTF_8)) {
      return edit;
    }
    return new LineEdit(
        edit.present(),
        edit.line().map(line -> new String(line.getBytes(UTF_8), ISO_8859_1)),
        edit.regexp(),
        edit.search().map(part -> new String(part.getBytes(UTF_8), ISO_8859_1)),
        edit.place(),
        edit.references(),
        edit.first());
  }

  private static Charset charset(byte[] content) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
      return UTF_8;
    } catch (CharacterCodingException e) {
      return ISO_8859_1;
    }
  }

  private static String sha256(byte[] content) {
    return Hashing.sha256().hashBytes(content).toString();
  }
}
