package io.groundwork.facts;

import com.google.common.io.Resources;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;

/**
 * A real host of which some files and some commands' output were kept: {@code proc/cpuinfo} is that
 * file, {@code commands/ip_-4_-o_addr_show} what {@code ip -4 -o addr show} printed there. A
 * snippet that is asked of it runs with a shell of this machine and finds those instead of this
 * machine's own.
 */
public final class CapturedHost {

  private static final String COMMANDS =
      """
      gw_replay() { cat "$gw_host/commands/$(printf '%s' "$*" | tr ' ' _)" 2>/dev/null; }
      command() { [ "$2" = timeout ] || ls "$gw_host/commands/$2"_* >/dev/null 2>&1; }
      timeout() { shift; "$@"; }
      id() { echo 0; }
      nproc() { grep -c '^processor' "$gw_host/proc/cpuinfo"; }
      ip() { gw_replay ip "$@"; }
      ss() { gw_replay ss "$@"; }
      chronyc() { gw_replay chronyc "$@"; }
      ntpq() { gw_replay ntpq "$@"; }
      timedatectl() { gw_replay timedatectl "$@"; }
      dmidecode() { gw_replay dmidecode "$@"; }
      """;

  private final Path directory;

  private CapturedHost(Path directory) {
    this.directory = directory;
  }

  /** The host kept in the directory of that name under {@code captured}. */
  public static CapturedHost named(String name) {
    try {
      Path directory =
          Path.of(Resources.getResource("captured/SOURCES").toURI()).resolveSibling(name);
      if (!Files.isDirectory(directory)) {
        throw new IllegalArgumentException("no host " + name + " was captured");
      }
      return new CapturedHost(directory);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a snippet prints on that host. */
  public Reading read(Snippet.Call call) {
    Snippet snippet = call.snippet();
    String text =
        snippet
            .text()
            .replaceAll(
                "(?<![A-Za-z0-9._])/(proc|sys|etc|run)/",
                Matcher.quoteReplacement(directory.toString()) + "/$1/");
    Snippet replayed =
        new Snippet(snippet.name(), "gw_host='" + directory + "'\n" + COMMANDS + text);
    return ModuleHarness.create().read(replayed.call(call.values().toArray()));
  }
}
