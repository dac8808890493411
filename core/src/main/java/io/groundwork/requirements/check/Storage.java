package io.groundwork.requirements.check;

import com.google.common.base.Splitter;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host's mounts and disks, and where some directories are.
 *
 * @param directories for each directory asked for, where it is or will be
 * @param sizes for each such place, the size of its file system
 * @param mounts in the kernel's order
 * @param disks block devices by name
 * @param seen files and directories behind overlays and loop devices that this host can see
 */
record Storage(
    Map<String, String> directories,
    Map<String, Size> sizes,
    List<Mount> mounts,
    Map<String, Disk> disks,
    Set<String> seen) {

  private static final Snippet SNIPPET = Snippet.resource(Storage.class, "storage.sh");

  private static final Pattern MOUNT =
      Pattern.compile(
          "mount \\d+ \\d+ (\\d+:\\d+) \\S+ (\\S+) \\S+ (?:\\S+ )*?- (\\S+) (\\S*) ?(\\S*)");
  private static final Pattern SIZE =
      Pattern.compile("size (\\d{1,10}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (/.*)");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");
  private static final Splitter TABS = Splitter.on('\t');

  /**
   * The size of a file system.
   *
   * @param total bytes
   * @param available bytes that an ordinary user may still write
   * @param inodes 0 where the file system makes them as they are needed
   * @param freeInodes how many are left of them
   */
  record Size(long total, long available, long inodes, long freeInodes) {}

  /** A mounted file system; the number is that of its device. */
  record Mount(String number, String point, String type, String source, String options) {}

  /**
   * A block device.
   *
   * @param rotational what its queue says of it
   * @param path where it is in the device tree
   * @param below names of the devices it is built of
   * @param label its device-mapper name; empty for none
   * @param model vendor and model; empty for none
   * @param backing the file behind a loop device
   */
  record Disk(
      String name,
      String number,
      Optional<Boolean> rotational,
      String path,
      List<String> below,
      String label,
      String model,
      Optional<String> backing) {
    Disk {
      below = List.copyOf(below);
    }
  }

  Storage {
    directories = Map.copyOf(directories);
    sizes = Map.copyOf(sizes);
    mounts = List.copyOf(mounts);
    disks = Map.copyOf(disks);
    seen = Set.copyOf(seen);
  }

  static Snippet.Call call(List<String> directories) {
    return SNIPPET.call(directories.toArray());
  }

  static Storage parse(Reading reading) {
    Map<String, String> directories = new LinkedHashMap<>();
    Map<String, Size> sizes = new LinkedHashMap<>();
    List<Mount> mounts = new ArrayList<>();
    Map<String, Map<String, String>> details = new LinkedHashMap<>();
    Map<String, List<String>> below = new LinkedHashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("mount ")) {
        mounts.add(mount(line));
        continue;
      }
      if (line.startsWith("size ")) {
        Matcher size = Lines.match(SIZE, line);
        sizes.put(size.group(6), size(size));
        continue;
      }
      List<String> words = TABS.splitToList(line);
      switch (words.get(0)) {
        case "directory" -> directories.put(word(words, 1), word(words, 2));
        case "seen" -> seen.add(word(words, 1));
        case "block" -> {
          Map<String, String> detail = new LinkedHashMap<>();
          detail.put("number", word(words, 2));
          detail.put("rotational", word(words, 4));
          detail.put("path", word(words, 5));
          details.put(word(words, 1), detail);
        }
        case "below" ->
            below.computeIfAbsent(word(words, 1), name -> new ArrayList<>()).add(word(words, 2));
        case "dm/name", "device/vendor", "device/model", "loop/backing_file" ->
            details
                .computeIfAbsent(word(words, 1), name -> new LinkedHashMap<>())
                .put(words.get(0), word(words, 2).strip());
        default -> throw Lines.unexpected(line);
      }
    }
    Map<String, Disk> disks = new LinkedHashMap<>();
    details.forEach(
        (name, detail) -> disks.put(name, disk(name, detail, below.getOrDefault(name, List.of()))));
    return new Storage(directories, sizes, mounts, disks, seen);
  }

  /**
   * Where a directory is, or will be.
   *
   * @throws UnreadableException when the host does not tell
   */
  String place(String directory) throws UnreadableException {
    String place = directories.get(directory);
    if (place == null) {
      throw new UnreadableException("the host does not tell where " + directory + " is");
    }
    return place;
  }

  /**
   * The file systems of some directories, each once: their sizes by where they are mounted.
   *
   * @throws UnreadableException when one is not told
   */
  Map<String, Size> fileSystems(List<String> of) throws UnreadableException {
    Map<String, Size> systems = new LinkedHashMap<>();
    for (String directory : of) {
      String place = place(directory);
      Size size = sizes.get(place);
      if (size == null) {
        throw new UnreadableException("the file system of " + place + " tells no size");
      }
      systems.put(mountOf(place).map(Mount::point).orElse(place), size);
    }
    return systems;
  }

  /** The file system a path is on: the last one mounted nearest above it. */
  Optional<Mount> mountOf(String path) {
    Mount nearest = null;
    for (Mount mount : mounts) {
      if (isUnder(path, mount.point())
          && (nearest == null || mount.point().length() >= nearest.point().length())) {
        nearest = mount;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static boolean isUnder(String path, String point) {
    return point.equals("/") || path.equals(point) || path.startsWith(point + "/");
  }

  private static Mount mount(String line) {
    Matcher mount = Lines.match(MOUNT, line);
    return new Mount(
        mount.group(1),
        unescape(mount.group(2)),
        mount.group(3),
        unescape(mount.group(4)),
        unescape(mount.group(5)));
  }

  private static Size size(Matcher line) {
    long block = Lines.number(line.group(1));
    return new Size(
        Math.multiplyExact(block, Lines.number(line.group(2))),
        Math.multiplyExact(block, Lines.number(line.group(3))),
        Lines.number(line.group(4)),
        Lines.number(line.group(5)));
  }

  private static Disk disk(String name, Map<String, String> detail, List<String> below) {
    String rotational = detail.getOrDefault("rotational", "-");
    return new Disk(
        name,
        detail.getOrDefault("number", ""),
        rotational.equals("-") ? Optional.empty() : Optional.of(rotational.equals("1")),
        detail.getOrDefault("path", ""),
        below,
        detail.getOrDefault("dm/name", ""),
        (detail.getOrDefault("device/vendor", "") + " " + detail.getOrDefault("device/model", ""))
            .strip(),
        Optional.ofNullable(detail.get("loop/backing_file")));
  }

  private static String word(List<String> words, int at) {
    if (at >= words.size()) {
      throw Lines.unexpected(String.join(" ", words));
    }
    return words.get(at);
  }

  private static String unescape(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(found.group(1), 8))));
  }
}
