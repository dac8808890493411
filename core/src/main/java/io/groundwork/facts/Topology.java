package io.groundwork.facts;

import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processors of a host as its kernel sees them. In a virtual machine that is what the
 * hypervisor chose to show.
 *
 * @param processors the logical processors
 * @param usable how many of them a process may use, if the host tells it
 */
public record Topology(List<Processor> processors, OptionalInt usable) {

  private static final Pattern CPU =
      Pattern.compile("cpu (\\d{1,6}) (\\d{1,9}|-) (\\d{1,9}|-) (\\d{1,6}|-) (\\d{1,6}|-)");
  private static final Pattern USABLE = Pattern.compile("usable (\\d{1,6}|-)");

  /**
   * One logical processor; a number is empty where the kernel does not tell it.
   *
   * @param socket number of the package it is in
   * @param core number of its core within the package
   * @param socketCores cores of its package
   * @param socketThreads logical processors of its package
   */
  public record Processor(
      OptionalInt socket, OptionalInt core, OptionalInt socketCores, OptionalInt socketThreads) {}

  public Topology {
    processors = List.copyOf(processors);
    if (processors.isEmpty()) {
      throw new IllegalArgumentException("the host lists no processor");
    }
  }

  /** Reads what {@link #parse} takes. */
  public static Snippet.Call call() {
    return Snippet.resource(Topology.class, "processor.sh").call();
  }

  public static Topology parse(Reading reading) {
    List<Processor> processors = new ArrayList<>();
    OptionalInt usable = OptionalInt.empty();
    for (String line : Lines.of(reading.state())) {
      if (line.startsWith("usable ")) {
        usable = number(Lines.match(USABLE, line).group(1));
        continue;
      }
      Matcher cpu = Lines.match(CPU, line);
      processors.add(
          new Processor(
              number(cpu.group(2)),
              number(cpu.group(3)),
              number(cpu.group(4)),
              number(cpu.group(5))));
    }
    return new Topology(processors, usable);
  }

  private static OptionalInt number(String text) {
    return text.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  /** Logical processors: cores times threads. */
  public int threads() {
    return processors.size();
  }

  /** Packages; where the kernel numbers none, each processor counts as one. */
  public int sockets() {
    Set<Integer> sockets = new LinkedHashSet<>();
    processors.forEach(processor -> processor.socket().ifPresent(sockets::add));
    return sockets.isEmpty() ? processors.size() : sockets.size();
  }

  /** Physical cores; empty where the kernel does not tell which processors share one. */
  public OptionalInt cores() {
    Set<List<Integer>> cores = new LinkedHashSet<>();
    for (Processor processor : processors) {
      if (processor.core().isEmpty()) {
        return OptionalInt.empty();
      }
      cores.add(List.of(processor.socket().orElse(0), processor.core().getAsInt()));
    }
    return OptionalInt.of(cores.size());
  }
}
