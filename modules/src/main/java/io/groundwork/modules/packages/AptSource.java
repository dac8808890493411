package io.groundwork.modules.packages;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.text.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A file with package sources, and the key that they are signed with.
 *
 * @param file its path
 * @param content what it must hold, given what it holds; empty for "it must not be there"
 * @param mode its mode bits
 * @param key the key; empty when the sources need none, or name one themselves
 * @param refresh whether the package lists of these sources are fetched after a change
 */
record AptSource(
    String file, UnaryOperator<String> content, int mode, Optional<Key> key, boolean refresh) {

  private static final String LOCK_TIMEOUT = "60";

  /**
   * A key that is fetched by the host.
   *
   * @param url where it comes from
   * @param fingerprints what its primary keys must have, in capitals without blanks
   */
  record Key(String url, List<String> fingerprints) {

    Key {
      fingerprints = List.copyOf(fingerprints);
    }

    /**
     * @throws IllegalArgumentException with what is wrong, to follow the parameter's name
     */
    static List<String> fingerprints(List<String> texts) {
      return texts.stream()
          .map(text -> text.replaceAll("[ :]", "").toUpperCase(Locale.ROOT))
          .peek(
              text -> {
                if (!text.matches("[0-9A-F]{40}|[0-9A-F]{64}")) {
                  throw new IllegalArgumentException(
                      "takes whole fingerprints of 40 hexadecimal digits, not \"" + text + "\"");
                }
              })
          .toList();
    }
  }

  /**
   * What is there.
   *
   * @param key the fingerprints of the stored key; empty when it is absent or cannot be checked
   * @param mode mode bits of the file; empty when it is absent
   * @param content the file's content without trailing newlines
   */
  record State(boolean apt, boolean gpg, List<String> key, Optional<Integer> mode, String content) {

    static State parse(Reading reading) {
      List<String> lines = Splitter.on('\n').limit(4).splitToList(reading.state());
      if (lines.get(0).equals("no-apt")) {
        return new State(false, false, List.of(), Optional.empty(), "");
      }
      if (lines.size() < 3 || !lines.get(1).startsWith("key ")) {
        throw new IllegalArgumentException("unexpected lines about package sources: " + lines);
      }
      String key = lines.get(1).substring("key ".length());
      boolean known = !key.equals("absent") && !key.equals("unchecked");
      return new State(
          true,
          reading.context().equals("gpg"),
          known ? Splitter.on(' ').omitEmptyStrings().splitToList(key) : List.of(),
          lines.get(2).equals("absent")
              ? Optional.empty()
              : Optional.of(Integer.valueOf(lines.get(2).substring("mode ".length()), 8)),
          lines.size() > 3 ? lines.get(3) : "");
    }
  }

  AptSource {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(key, "key");
  }

  Probe<State> probe() {
    String keyFile = key.isPresent() ? keyFile() : "";
    Probe<State> probe = Probe.of(AptScripts.SOURCE_PROBE.call(file, keyFile), State::parse);
    return keyFile.isEmpty()
        ? probe.reading(Resource.path(file))
        : probe.reading(Resource.path(file), Resource.path(keyFile), Resource.command("gpg"));
  }

  Plan plan(State is) {
    if (!is.apt()) {
      return Plan.impossible(
          Problem.of("there is no apt on this host")
              .withRemedy("leave hosts without apt out of this play"));
    }
    String after = content.apply(is.content());
    return after.isBlank() ? removal(is) : writing(is, after);
  }

  private Plan removal(State is) {
    if (is.mode().isEmpty()) {
      return Plan.holds(file + " is not there");
    }
    return Plan.of(
        Change.modifies(
                "remove the package sources in " + file,
                AptScripts.SOURCE_REMOVE.call(
                    file, is.content().contains(keyFile()) ? keyFile() : ""),
                Diff.text(file, is.content() + "\n", ""))
            .altering(resources())
            .alteringAnything());
  }

  private Plan writing(State is, String after) {
    List<Diff> diffs = new ArrayList<>();
    if (!after.equals(is.content())) {
      diffs.add(Diff.text(file, is.content().isEmpty() ? "" : is.content() + "\n", after + "\n"));
    }
    is.mode()
        .filter(bits -> bits != mode)
        .ifPresent(bits -> diffs.add(Diff.value("mode", Mode.show(bits), Mode.show(mode))));
    boolean fetch = key.isPresent() && !isRight(key.get(), is);
    if (fetch) {
      diffs.add(
          Diff.value(
              keyFile(),
              is.key().isEmpty() ? "absent" : String.join(" ", is.key()),
              String.join(" ", key.get().fingerprints())));
    }
    if (diffs.isEmpty()) {
      return Plan.holds("the package sources in " + file + " are as wanted");
    }
    Plan plan =
        Plan.of(
            Change.modifies(
                    (is.mode().isEmpty() ? "add" : "change") + " the package sources in " + file,
                    AptScripts.SOURCE_WRITE.call(arguments(fetch)),
                    diffs)
                .withPayload(CharSource.wrap(after + "\n").asByteSource(StandardCharsets.UTF_8))
                .altering(resources())
                .alteringAnything());
    return fetch && !is.gpg()
        ? plan.needing(
            List.of(
                new Need(
                    Resource.command("gpg"),
                    "gpg is not there to check the key's fingerprint; install the package gnupg"
                        + " before this task")))
        : plan;
  }

  private static boolean isRight(Key wanted, State is) {
    return !is.key().isEmpty() && new HashSet<>(wanted.fingerprints()).containsAll(is.key());
  }

  private Object[] arguments(boolean fetch) {
    return ImmutableList.builder()
        .add(file, Mode.show(mode))
        .add(key.isPresent() ? keyFile() : "", fetch ? key.orElseThrow().url() : "")
        .add(refresh ? "yes" : "no", LOCK_TIMEOUT)
        .addAll(key.map(Key::fingerprints).orElse(List.of()))
        .build()
        .toArray();
  }

  private Resource[] resources() {
    return key.isPresent()
        ? new Resource[] {Resource.path(file), Resource.path(keyFile())}
        : new Resource[] {Resource.path(file)};
  }

  private String keyFile() {
    return keyFile(file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.')));
  }

  /** Where the key of the sources with this file name is stored. */
  static String keyFile(String name) {
    return "/etc/apt/keyrings/" + name + ".gpg";
  }
}
