package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file systems that store something. Sizes are in bytes and absent where the file system did
 * not answer, as one of a dead file server.
 */
final class MountFacts {

  static final FactSource SOURCE = FactSource.of("mounts", List.of("mounts"), MountFacts::facts);

  private static final Pattern MOUNT =
      Pattern.compile("mount (\\S+) (\\S+) (\\S+) (\\S+) [0-9]+ [0-9]+");
  private static final Pattern SIZE =
      Pattern.compile("size (\\d{1,10}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (\\d{1,18}) (/.*)");
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  private MountFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    // A later mount on the same point hides the earlier one.
    Map<String, Map<String, Object>> mounts = new LinkedHashMap<>();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("mount ")) {
        Map<String, Object> mount = mount(Lines.match(MOUNT, line));
        mounts.put((String) mount.get("mount"), mount);
        continue;
      }
      Matcher size = Lines.match(SIZE, line);
      Map<String, Object> mount = mounts.get(size.group(6));
      if (mount == null) {
        throw Lines.unexpected(line);
      }
      measure(mount, size);
    }
    return Map.of("mounts", new ArrayList<Object>(mounts.values()));
  }

  private static Map<String, Object> mount(Matcher line) {
    Map<String, Object> mount = new LinkedHashMap<>();
    mount.put("mount", unescape(line.group(2)));
    mount.put("device", unescape(line.group(1)));
    mount.put("fstype", line.group(3));
    mount.put("options", line.group(4));
    return mount;
  }

  private static void measure(Map<String, Object> mount, Matcher line) {
    long block = Lines.number(line.group(1));
    long inodes = Lines.number(line.group(4));
    long free = Lines.number(line.group(5));
    mount.put("block_size", block);
    mount.put("size_total", Math.multiplyExact(block, Lines.number(line.group(2))));
    mount.put("size_available", Math.multiplyExact(block, Lines.number(line.group(3))));
    mount.put("inode_total", inodes);
    mount.put("inode_available", free);
    mount.put("inode_used", inodes - free);
  }

  /** The kernel writes blanks and backslashes as octal numbers. */
  static String unescape(String text) {
    return OCTAL
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    Character.toString((char) Integer.parseInt(found.group(1), 8))));
  }
}
