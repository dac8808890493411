package io.groundwork.modules.differential;

import io.groundwork.modules.differential.Hosts.Pair;
import io.groundwork.modules.differential.Hosts.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs both tools and finds where they differ. */
final class Comparison {

  /** What works on the whole host is done in order; what has its own directory, beside it. */
  private static final Set<String> WHOLE_HOST =
      Set.of("apt", "authorized_key", "cron", "group", "hostname", "sysctl", "systemd", "user");

  /** What cases call their users, groups, units and files outside their directories. */
  private static final Pattern NAME = Pattern.compile("diff_?[a-z]?[0-9]+");

  private static final String NOTHING = "-";

  private final Hosts hosts;
  private final Ansible ansible;
  private final Groundwork groundwork;
  private final List<Case> cases;
  private final List<Difference> found = new ArrayList<>();
  private final List<String> explained = new ArrayList<>();
  private final Set<List<String>> stated = new HashSet<>();

  Comparison(Hosts hosts, Ansible ansible, Groundwork groundwork, List<Case> cases) {
    this.hosts = hosts;
    this.ansible = ansible;
    this.groundwork = groundwork;
    this.cases = List.copyOf(cases);
  }

  List<Difference> run() throws Exception {
    hosts.before(cases);
    Pair<State> before = hosts.state(cases);
    for (Pass pass : Pass.values()) {
      verdicts(pass);
      Pair<State> after = hosts.state(cases);
      states(pass, before, after);
    }
    return found;
  }

  /** The differences with what the tools told about them. */
  List<String> explained() {
    return explained;
  }

  private void verdicts(Pass pass) throws Exception {
    Map<Case, Told> first = new LinkedHashMap<>();
    Map<Case, Told> second;
    ExecutorService crew = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Map<Case, Told>>> lanes =
          lanes().stream()
              .<Callable<Map<Case, Told>>>map(lane -> () -> ansible.run(pass, lane))
              .toList();
      Future<Map<Case, Told>> own = crew.submit(() -> groundwork.run(pass, cases));
      for (Future<Map<Case, Told>> lane : crew.invokeAll(lanes)) {
        first.putAll(lane.get());
      }
      second = own.get();
    } finally {
      crew.shutdownNow();
    }
    for (Case one : cases) {
      Told there = first.get(one);
      Told here = second.get(one);
      if (there.verdict() != here.verdict()) {
        add(one.id(), pass.toString(), there.verdict().toString(), here.verdict().toString());
        explained.add("  Ansible: " + there.message() + "\n  Groundwork: " + here.message());
      }
    }
  }

  private List<List<Case>> lanes() {
    List<Case> whole = cases.stream().filter(one -> WHOLE_HOST.contains(one.module())).toList();
    List<Case> apart = cases.stream().filter(one -> !WHOLE_HOST.contains(one.module())).toList();
    int half = apart.size() / 2;
    return Stream.of(whole, apart.subList(0, half), apart.subList(half, apart.size()))
        .filter(lane -> !lane.isEmpty())
        .toList();
  }

  private void states(Pass pass, Pair<State> before, Pair<State> after) {
    Set<String> ids = new TreeSet<>(after.first().keySet());
    ids.addAll(after.second().keySet());
    for (String id : ids) {
      TreeMap<String, String> first = after.first().getOrDefault(id, new TreeMap<>());
      TreeMap<String, String> second = after.second().getOrDefault(id, new TreeMap<>());
      Set<String> things = new TreeSet<>(first.keySet());
      things.addAll(second.keySet());
      for (String thing : things) {
        String there = first.getOrDefault(thing, NOTHING);
        String here = second.getOrDefault(thing, NOTHING);
        if (!there.equals(here)
            && alike(before, id, thing)
            && stated.add(List.of(id, thing, there, here))) {
          add(owner(id, thing), pass + ": " + thing, there, here);
        }
      }
    }
  }

  /** The case that a thing of the whole host belongs to: the only one that speaks of its name. */
  private String owner(String id, String thing) {
    Matcher name = NAME.matcher(thing);
    if (!id.equals("host") || !name.find()) {
      return id;
    }
    Pattern word = Pattern.compile("\\b" + name.group() + "\\b");
    List<Case> owners =
        cases.stream().filter(one -> word.matcher(one.task() + one.before()).find()).toList();
    return owners.size() == 1 ? owners.get(0).id() : id;
  }

  /** Hosts differ in their names and keys; that is nobody's doing. */
  private static boolean alike(Pair<State> before, String id, String thing) {
    return before
        .first()
        .getOrDefault(id, new TreeMap<>())
        .getOrDefault(thing, NOTHING)
        .equals(before.second().getOrDefault(id, new TreeMap<>()).getOrDefault(thing, NOTHING));
  }

  private void add(String id, String where, String there, String here) {
    found.add(new Difference(id, where, there, here));
    explained.add("%s, %s: Ansible %s, Groundwork %s".formatted(id, where, there, here));
  }
}
