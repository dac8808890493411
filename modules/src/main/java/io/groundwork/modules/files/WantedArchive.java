package io.groundwork.modules.files;

import com.google.common.io.ByteSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An archive that should be unpacked in a directory of the host.
 *
 * @param src as the task says it
 * @param local the archive's content if it is a local file; empty for one on the host
 * @param listing what is in a local archive, to compare; empty where nothing is compared or the
 *     host can read the archive itself
 * @param creates what is there once it is unpacked; empty to compare
 * @param members words that choose members, for the command that unpacks
 * @param list whether to give the members' names
 */
record WantedArchive(
    String src,
    Optional<ByteSource> local,
    Optional<ArchiveListing> listing,
    ArchiveKind kind,
    String dest,
    String creates,
    WantedAttributes attributes,
    List<String> members,
    boolean list) {

  private static final Snippet PROBE = Snippet.resource(WantedArchive.class, "unarchive.probe.sh");
  private static final Snippet UNPACK = Snippet.resource(WantedArchive.class, "unarchive.sh");

  WantedArchive {
    Objects.requireNonNull(src, "src");
    Objects.requireNonNull(local, "local");
    Objects.requireNonNull(listing, "listing");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(creates, "creates");
    Objects.requireNonNull(attributes, "attributes");
    members = List.copyOf(members);
  }

  /** The archive's path on the host; empty for a local one. */
  private String remote() {
    return local.isPresent() ? "" : src;
  }

  Probe<ArchiveState> probe() {
    List<Resource> reads = new ArrayList<>();
    reads.add(Resource.path(dest));
    reads.add(Resource.command(kind.command()));
    if (!creates.isEmpty()) {
      reads.add(Resource.path(creates));
    }
    if (local.isEmpty()) {
      reads.add(Resource.path(src));
    }
    if (!attributes.ownerName().isEmpty()) {
      reads.add(Resource.user(attributes.ownerName()));
    }
    if (!attributes.groupName().isEmpty()) {
      reads.add(Resource.group(attributes.groupName()));
    }
    return Probe.of(
            PROBE.call(
                values(
                    dest,
                    creates,
                    remote(),
                    kind.isZip() ? "zip" : "tar",
                    kind.tool(),
                    attributes.ownerName(),
                    attributes.groupName(),
                    listing.isPresent() ? "yes" : "no",
                    listing.map(ArchiveListing::things).orElse(""),
                    listing.map(ArchiveListing::sums).orElse(""))),
            ArchiveState::parse)
        .reading(reads.toArray(Resource[]::new));
  }

  private Object[] values(String... first) {
    List<Object> values = new ArrayList<>(List.of(first));
    values.addAll(members);
    return values.toArray();
  }

  Plan plan(ArchiveState is) {
    if (is.outcome() == ArchiveState.Outcome.UNPACKED) {
      return Plan.holds(creates + " exists");
    }
    if (is.outcome() == ArchiveState.Outcome.SAME) {
      return Plan.holds("all of " + src + " is in " + dest);
    }
    if (is.obstacle()) {
      return Plan.impossible(
          Problem.of(dest + " is no directory").withRemedy("remove it, or name another one"));
    }
    List<Need> needs = needs(is);
    if (!is.comparable() && needs.isEmpty()) {
      return Plan.impossible(
          Problem.of("the tar of this host cannot compare an archive with a directory")
              .withRemedy("say by creates what is there once " + src + " is unpacked"));
    }
    return Plan.of(unpack(is)).needing(needs);
  }

  private Change unpack(ArchiveState is) {
    Snippet.Call call =
        UNPACK.call(
            values(
                dest,
                remote(),
                kind.isZip() ? "zip" : "tar",
                kind.tool(),
                attributes.owner().orElse(""),
                attributes.group().orElse(""),
                attributes.mode().map(mode -> mode.text()).orElse(""),
                creates,
                list ? "yes" : "no"));
    String before = is.wrong().isEmpty() ? "absent" : String.join("; ", is.wrong());
    Change change =
        Change.modifies(
            "unpack " + src + " in " + dest,
            call,
            Diff.value(creates.isEmpty() ? dest : creates, before, "as in " + src));
    Change altering =
        creates.isEmpty()
            ? change.altering(Resource.path(dest))
            : change.altering(Resource.path(dest), Resource.path(creates));
    return local.map(altering::withPayload).orElse(altering);
  }

  private List<Need> needs(ArchiveState is) {
    List<Need> needs = new ArrayList<>();
    if (!is.directory()) {
      needs.add(
          new Need(
              Resource.path(dest),
              "directory " + dest + " does not exist; make it with a file task before"));
    }
    if (!is.source()) {
      needs.add(new Need(Resource.path(src), "there is no file " + src));
    }
    if (!is.commands().contains(kind.command())) {
      // Only the unzip that comes with zipinfo can tell links from files.
      needs.add(need(kind.isZip() ? "unzip" : "tar"));
    }
    if (!kind.tool().isEmpty() && !is.commands().contains(kind.tool())) {
      needs.add(need(kind.tool()));
    }
    if (is.user().missing()) {
      needs.add(
          new Need(
              Resource.user(attributes.ownerName()),
              "there is no user \"" + attributes.ownerName() + "\""));
    }
    if (is.group().missing()) {
      needs.add(
          new Need(
              Resource.group(attributes.groupName()),
              "there is no group \"" + attributes.groupName() + "\""));
    }
    return needs;
  }

  private static Need need(String command) {
    return new Need(
        Resource.command(command),
        "there is no " + command + "; install the package that has it before");
  }
}
