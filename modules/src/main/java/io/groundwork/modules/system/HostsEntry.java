package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one address.
 *
 * @param names with {@code present}: all it has; else those it does not have, none for any
 * @param exclusive whether no other address of the same family has them
 */
record HostsEntry(String address, List<String> names, boolean present, boolean exclusive) {

  private static final Pattern LINE =
      Pattern.compile("(\\s*)([^\\s#]+)(\\s+)([^\\s#][^#]*?)(\\s*(?:#.*)?)", Pattern.DOTALL);
  private static final Splitter BLANKS =
      Splitter.on(Pattern.compile("\\s+")).omitEmptyStrings().trimResults();

  HostsEntry {
    Objects.requireNonNull(address, "address");
    names = List.copyOf(names);
  }

  /** One line taken apart: only its names are ever changed. */
  private record Line(String head, String address, List<String> names, String tail) {

    static Optional<Line> parse(String text) {
      Matcher line = LINE.matcher(text);
      return line.matches()
          ? Optional.of(
              new Line(
                  line.group(1) + line.group(2) + line.group(3),
                  line.group(2),
                  BLANKS.splitToList(line.group(4)),
                  line.group(5)))
          : Optional.empty();
    }

    String with(List<String> others) {
      return head + String.join(" ", others) + tail;
    }
  }

  /** The lines as they should be. */
  List<String> edit(List<String> lines) {
    List<String> edited = new ArrayList<>();
    boolean done = !present;
    for (String text : lines) {
      Optional<Line> line = Line.parse(text);
      if (line.isEmpty()) {
        edited.add(text);
      } else if (!isOurs(line.get())) {
        keepOther(text, line.get(), edited);
      } else if (!present) {
        keepRest(text, line.get(), edited);
      } else if (!done) {
        edited.add(line.get().names().equals(names) ? text : line.get().with(names));
        done = true;
      }
    }
    if (!done) {
      edited.add(address + " " + String.join(" ", names));
    }
    return edited;
  }

  private boolean isOurs(Line line) {
    return line.address().equals(address)
        || parsed(line.address()).filter(parsed(address).orElseThrow()::equals).isPresent();
  }

  private static Optional<InetAddress> parsed(String text) {
    return InetAddresses.isInetAddress(text)
        ? Optional.of(InetAddresses.forString(text))
        : Optional.empty();
  }

  private void keepOther(String text, Line line, List<String> edited) {
    boolean sameFamily = line.address().contains(":") == address.contains(":");
    if (exclusive && sameFamily) {
      keepRest(text, line, edited);
    } else {
      edited.add(text);
    }
  }

  /** The line without our names; none without the names it had. */
  private void keepRest(String text, Line line, List<String> edited) {
    List<String> rest =
        line.names().stream()
            .filter(name -> !names.isEmpty() && names.stream().noneMatch(name::equalsIgnoreCase))
            .toList();
    if (rest.equals(line.names())) {
      edited.add(text);
    } else if (!rest.isEmpty()) {
      edited.add(line.with(rest));
    }
  }
}
