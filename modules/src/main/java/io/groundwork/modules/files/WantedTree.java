package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Execution;
import io.groundwork.module.Mode;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with all that is in a local one. What else is in it stays.
 *
 * @param src as the task says it
 * @param dest the directory as the task says it
 * @param entries what should be there, each directory in front of what is in it
 * @param attributes owner and group of all
 * @param force whether to replace files that differ
 */
record WantedTree(
    String src,
    String dest,
    List<Entry> entries,
    WantedAttributes attributes,
    FileWrite write,
    boolean force)
    implements WantedCopy {

  /**
   * One thing that should be there.
   *
   * @param path absolute
   * @param content empty for a directory
   * @param mode empty for as it is
   * @param own whether it is one of those that are copied, not one they only go into
   */
  record Entry(String path, Optional<FileContent> content, Optional<Mode> mode, boolean own) {
    Entry {
      Objects.requireNonNull(path, "path");
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(mode, "mode");
    }
  }

  WantedTree {
    Objects.requireNonNull(src, "src");
    Objects.requireNonNull(dest, "dest");
    entries = List.copyOf(entries);
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(write, "write");
  }

  @Override
  public Probe<List<PathState>> looks() {
    List<Object> values = new ArrayList<>();
    values.add(attributes.ownerName());
    values.add(attributes.groupName());
    for (Entry entry : entries) {
      values.add(entry.path());
      values.add("");
      values.add(entry.content().isPresent() ? "no" : "yes");
      values.add(entry.content().map(FileContent::sha256).orElse("-"));
    }
    Stream<Resource> accounts =
        Stream.concat(
            Stream.of(attributes.ownerName()).filter(name -> !name.isEmpty()).map(Resource::user),
            Stream.of(attributes.groupName()).filter(name -> !name.isEmpty()).map(Resource::group));
    return Probe.of(
            Several.PROBE.call(values.toArray()),
            reading -> Several.states(reading, entries.size()))
        .reading(
            Stream.concat(entries.stream().map(entry -> Resource.path(entry.path())), accounts)
                .distinct()
                .toArray(Resource[]::new));
  }

  @Override
  public Plan plan(List<PathState> is) {
    List<Change> changes = new ArrayList<>();
    List<Need> needs = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Plan one = plan(entries.get(i), is.get(i));
      if (one.failure().isPresent()) {
        return one;
      }
      changes.addAll(one.changes());
      needs.addAll(attributes.needs(is.get(i)));
    }
    return Plan.of(changes, "all of " + src + " is in " + dest)
        .needing(needs.stream().distinct().toList())
        .withResult(result(is, List.of()));
  }

  private Plan plan(Entry entry, PathState is) {
    WantedAttributes wanted =
        new WantedAttributes(attributes.owner(), attributes.group(), entry.mode());
    if (entry.content().isPresent()) {
      FileDest file = new FileDest(entry.path(), "", false);
      return new WantedFile(file, entry.content().get(), wanted, write, force).plan(is);
    }
    if (is.isDirectory() && !entry.own()) {
      return Plan.holds(entry.path() + " is a directory");
    }
    WantedPath directory =
        new WantedPath(
            entry.path(),
            Optional.of(WantedPath.State.DIRECTORY),
            "",
            wanted,
            false,
            false,
            true,
            WantedPath.Times.NONE);
    return FilePlan.of(directory, is);
  }

  @Override
  public Map<String, Object> result(List<PathState> is, List<Execution> executions) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("dest", dest);
    result.put("src", src);
    return result;
  }
}
