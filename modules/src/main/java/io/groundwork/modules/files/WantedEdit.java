package io.groundwork.modules.files;

import com.google.common.hash.Hashing;
import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A file whose text should be edited, as {@code lineinfile} and its kin want it.
 *
 * @param create whether to make a file that is not there
 */
record WantedEdit(
    String path, TextEdit edit, WantedAttributes attributes, FileWrite write, boolean create) {

  /** The largest file that is edited, in bytes: its content travels with every reading. */
  static final long LARGEST = 1 << 20;

  WantedEdit {
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
    try {
      return switch (is.type()) {
        case ABSENT, LINK -> absent(is);
        case FILE -> present(is);
        case DIRECTORY, OTHER ->
            Plan.impossible(
                Problem.of(path + " is " + is.type().label() + ", only files can be edited"));
      };
    } catch (TextEdit.RefusedException e) {
      return Plan.impossible(e.problem(path));
    }
  }

  private Plan absent(PathState is) throws TextEdit.RefusedException {
    if (!edit.present()) {
      return Plan.holds(path + " does not exist, so nothing has to go")
          .withResult(describe(is, "file not present"));
    }
    if (!create) {
      return Plan.holds(path + " does not exist")
          .withResult(describe(is, ""))
          .needing(List.of(new Need(Resource.path(path), path + " does not exist" + remedy())));
    }
    Optional<Plan> obstacle = Conflict.obstacle(path, is);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    TextEdit.Edited edited = edit.apply("");
    return Plan.of(write.changeWithParents(path, content(edited), attributes, is))
        .needing(attributes.needs(is))
        .withResult(describe(is, edited.message()));
  }

  private String remedy() {
    return edit.creates().isEmpty() ? "" : "; create: true makes it " + edit.creates();
  }

  private Plan present(PathState is) throws TextEdit.RefusedException {
    if (is.size().orElse(0) > LARGEST) {
      return Plan.impossible(
          Problem.of(
                  path
                      + " has "
                      + is.size().orElse(0)
                      + " bytes; files of more than "
                      + LARGEST
                      + " bytes are not edited")
              .withRemedy("replace it as a whole with copy or template"));
    }
    Optional<byte[]> sent = is.around().content();
    if (sent.isEmpty() || !is.digest().equals(Optional.of(sha256(sent.get())))) {
      return Plan.impossible(
          Problem.of(path + " changed while it was read").withRemedy("run again"));
    }
    String before = FileText.decode(sent.get());
    TextEdit.Edited edited = edit.apply(before);
    if (edited.text().equals(before)) {
      return Plan.of(attributes.change(path, is, true).stream().toList(), holds(is))
          .needing(attributes.needs(is))
          .withResult(describe(is, edited.message()));
    }
    boolean again = !edit.apply(edited.text()).text().equals(edited.text());
    if (again && !edit.repeats()) {
      return Plan.impossible(
          Problem.of("every run would change " + path + " again: what is new is matched anew")
              .withRemedy("write the task so that it leaves alone what is as wanted"));
    }
    Change change = write.change(path, content(edited), attributes, is);
    return Plan.of(again ? repeating(change) : change)
        .needing(attributes.needs(is))
        .withResult(describe(is, edited.message()));
  }

  /** The change as one that no reading can confirm: there is always more to do. */
  private static Change repeating(Change change) {
    return new Change(
        change.summary() + ", as every run does",
        change.diffs(),
        Change.Effect.RUNS,
        change.call(),
        change.payload(),
        change.alters(),
        change.altersAnything(),
        change.leaves());
  }

  private static FileContent content(TextEdit.Edited edited) {
    return FileContent.of(FileText.encode(edited.text()));
  }

  private String holds(PathState is) {
    return path + " " + edit.holds() + " (" + is.present().show() + ")";
  }

  private static String sha256(byte[] content) {
    return Hashing.sha256().hashBytes(content).toString();
  }

  Map<String, Object> result(PathState is, List<Execution> executions) {
    Map<String, Object> result = describe(is, "");
    result.remove("msg");
    result.putAll(write.result(executions));
    return result;
  }

  private Map<String, Object> describe(PathState is, String message) {
    Map<String, Object> result = new LinkedHashMap<>(PathResult.of(is));
    result.put("path", path);
    result.put("msg", message);
    return result;
  }
}
