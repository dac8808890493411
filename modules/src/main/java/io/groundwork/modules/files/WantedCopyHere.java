package io.groundwork.modules.files;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import com.google.common.io.MoreFiles;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Execution;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A file of a host that should be on the operator's machine.
 *
 * @param src absolute, on the host
 * @param local where it goes
 * @param digest SHA-256 of what is there; empty when nothing is
 * @param required whether it is a failure that the host has none
 * @param checked whether what arrived must be what was sent
 */
record WantedCopyHere(
    String src, Path local, Optional<String> digest, boolean required, boolean checked) {

  /** The largest file that is brought, in bytes: it is in memory as a whole. */
  static final long LARGEST = 16 << 20;

  private static final Snippet SEND = Snippet.resource(WantedCopyHere.class, "fetch.sh");

  WantedCopyHere {
    Objects.requireNonNull(src, "src");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(digest, "digest");
  }

  PathQuestion question() {
    return PathQuestion.about(src, WantedAttributes.NONE, true).digest("sha256sum", "", -1);
  }

  Plan plan(PathState is) {
    return switch (is.type()) {
      case FILE -> file(is);
      case ABSENT, LINK -> missing();
      case DIRECTORY, OTHER ->
          required
              ? Plan.impossible(
                  Problem.of(src + " is " + is.type().label() + "; fetch brings single files")
                      .withRemedy("find its files with the module find, and loop over them"))
              : Plan.holds(src + " is " + is.type().label() + ", which is ignored");
    };
  }

  private Plan missing() {
    Plan plan = Plan.holds(src + " does not exist, which is ignored");
    return required
        ? plan.needing(
            List.of(
                new Need(
                    Resource.path(src),
                    "there is no file " + src + "; fail_on_missing: false ignores that")))
        : plan;
  }

  private Plan file(PathState is) {
    String wanted = is.digest().orElseThrow();
    if (digest.equals(Optional.of(wanted))) {
      return Plan.holds(local + " holds what " + src + " does");
    }
    long size = is.size().orElse(0);
    if (size > LARGEST) {
      return Plan.impossible(
          Problem.of(src + " has " + size + " bytes; fetch brings at most " + LARGEST)
              .withRemedy("compress it before, or take scp"));
    }
    return Plan.of(
        new Change(
            "fetch " + src + " to " + local,
            List.of(Diff.value(local.toString(), show(digest), show(Optional.of(wanted)))),
            Change.Effect.RUNS,
            SEND.call(src),
            Optional.empty(),
            Set.of(),
            false,
            Map.of()));
  }

  private static String show(Optional<String> digest) {
    return digest.map(one -> "sha256 " + one).orElse("absent");
  }

  /** The content that arrived; empty when nothing was to be sent. */
  private static Optional<byte[]> content(List<Execution> executions) {
    return executions.stream()
        .findFirst()
        .filter(Execution::succeeded)
        .map(Execution::out)
        .map(out -> Base64.getMimeDecoder().decode(out.substring(Math.max(0, out.indexOf('\n')))));
  }

  void keep(List<Execution> executions) throws IOException {
    Optional<byte[]> content = content(executions);
    if (content.isEmpty()) {
      return;
    }
    String sent = executions.get(0).out().lines().findFirst().orElse("");
    if (checked && !sent.equals(hex(Hashing.sha256(), content.get()))) {
      throw new IOException(
          src + " arrived with another checksum; " + local + " is left as it was: run again");
    }
    Files.createDirectories(local.getParent());
    // For its owner only: nobody said who else may read what a host keeps for itself.
    Path stage = Files.createTempFile(local.getParent(), ".groundwork", "");
    try {
      Files.write(stage, content.get());
      try (FileChannel channel = FileChannel.open(stage, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      if (Files.exists(local)) {
        Files.setPosixFilePermissions(stage, Files.getPosixFilePermissions(local));
      }
      Files.move(stage, local, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(stage);
    }
  }

  @SuppressWarnings("deprecation") // These are what Ansible's result holds; nothing relies on them.
  Map<String, Object> result(List<Execution> executions) throws IOException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("file", src);
    result.put("dest", local.toString());
    Optional<byte[]> content = content(executions);
    if (content.isEmpty() && !Files.isRegularFile(local)) {
      return result;
    }
    byte[] bytes = content.isPresent() ? content.get() : MoreFiles.asByteSource(local).read();
    result.put("checksum", hex(Hashing.sha1(), bytes));
    result.put("remote_checksum", hex(Hashing.sha1(), bytes));
    result.put("md5sum", hex(Hashing.md5(), bytes));
    return result;
  }

  private static String hex(HashFunction function, byte[] bytes) {
    return function.hashBytes(bytes).toString();
  }
}
