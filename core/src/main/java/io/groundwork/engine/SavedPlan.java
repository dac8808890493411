package io.groundwork.engine;

import io.groundwork.text.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A plan that was kept, to be applied later as it was looked at. It holds no secret.
 *
 * @param version the Groundwork that made it
 * @param created when
 * @param seal the key of its fingerprints
 * @param playbook the playbook, as it was named then
 * @param inventory the inventory's sources, as they were named then
 * @param limit the host pattern it was narrowed to
 * @param tags the tags it was narrowed to
 * @param skipTags the tags that were left out
 * @param extraVars names of the variables that beat all others
 * @param extraValues fingerprint of their values
 * @param playbookFiles fingerprints of the playbook's files
 * @param inventoryFiles fingerprints of the inventory's files
 * @param hosts what is planned on each host
 */
public record SavedPlan(
    String version,
    Instant created,
    Seal seal,
    String playbook,
    List<String> inventory,
    Optional<String> limit,
    Set<String> tags,
    Set<String> skipTags,
    Set<String> extraVars,
    String extraValues,
    Map<String, String> playbookFiles,
    Map<String, String> inventoryFiles,
    Map<String, List<Planned>> hosts) {

  /** How long a plan may lie, when nothing else is said. */
  public static final Duration MAX_AGE = Duration.ofHours(24);

  private static final String AGAIN = "make a new plan with \"groundwork plan --out\"";
  private static final int NAMED = 5;

  public SavedPlan {
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(created, "created");
    Objects.requireNonNull(seal, "seal");
    Objects.requireNonNull(playbook, "playbook");
    inventory = List.copyOf(inventory);
    Objects.requireNonNull(limit, "limit");
    tags = Set.copyOf(tags);
    skipTags = Set.copyOf(skipTags);
    extraVars = Set.copyOf(extraVars);
    Objects.requireNonNull(extraValues, "extraValues");
    playbookFiles = Map.copyOf(playbookFiles);
    inventoryFiles = Map.copyOf(inventoryFiles);
    Map<String, List<Planned>> ordered = new LinkedHashMap<>();
    hosts.forEach((host, planned) -> ordered.put(host, List.copyOf(planned)));
    hosts = ordered;
  }

  /** Keeps what a recorder heard of a dry run. */
  public static SavedPlan of(Origin origin, PlanRecorder recorder, Instant created) {
    Seal seal = Seal.random();
    return new SavedPlan(
        origin.version(),
        created,
        seal,
        origin.playbook().toString(),
        origin.inventory(),
        origin.limit(),
        origin.tags(),
        origin.skipTags(),
        origin.extraNames(),
        origin.extraValues(seal),
        origin.playbookFiles(seal),
        origin.inventoryFiles(seal),
        recorder.sealed(seal));
  }

  /**
   * Why this plan cannot be applied now, from there; empty when it can.
   *
   * @param maxAge how old it may be
   */
  public List<Problem> objections(Origin now, Instant time, Duration maxAge) {
    List<Problem> objections = new ArrayList<>();
    Duration age = Duration.between(created, time);
    if (age.compareTo(maxAge) > 0) {
      objections.add(
          Problem.of("the plan is " + text(age) + " old, and may be " + text(maxAge))
              .withRemedy(AGAIN + ", or allow it with --max-age"));
    }
    if (age.isNegative() && age.abs().toMinutes() > 5) {
      objections.add(
          Problem.of("the plan was made at " + created + ", which is still to come")
              .withRemedy("set this machine's clock"));
    }
    if (!version.equals(now.version())) {
      objections.add(
          Problem.of("the plan was made by Groundwork " + version + ", this is " + now.version())
              .withRemedy(AGAIN));
    }
    differ("playbook", playbookFiles, now.playbookFiles(seal)).ifPresent(objections::add);
    differ("inventory", inventoryFiles, now.inventoryFiles(seal)).ifPresent(objections::add);
    if (!extraVars.equals(now.extraNames())) {
      objections.add(
          Problem.of(
                  "the plan was made with "
                      + names(extraVars)
                      + ", and now there is "
                      + names(now.extraNames()))
              .withRemedy("give the same --extra-vars as then: a plan keeps no values"));
    } else if (!extraValues.equals(now.extraValues(seal))) {
      objections.add(
          Problem.of("the values of --extra-vars are not those the plan was made with")
              .withRemedy("give the same ones, or " + AGAIN));
    }
    return objections;
  }

  private static String names(Set<String> names) {
    return names.isEmpty()
        ? "no --extra-vars"
        : "--extra-vars for " + String.join(", ", new TreeSet<>(names));
  }

  private static Optional<Problem> differ(
      String what, Map<String, String> then, Map<String, String> now) {
    List<String> moved = new ArrayList<>();
    Set<String> all = new TreeSet<>(then.keySet());
    all.addAll(now.keySet());
    for (String file : all) {
      if (!now.containsKey(file)) {
        moved.add(file + " is gone");
      } else if (!then.containsKey(file)) {
        moved.add(file + " is new");
      } else if (!then.get(file).equals(now.get(file))) {
        moved.add(file + " is changed");
      }
    }
    if (moved.isEmpty()) {
      return Optional.empty();
    }
    String named = String.join(", ", moved.subList(0, Math.min(NAMED, moved.size())));
    String more = moved.size() > NAMED ? " and " + (moved.size() - NAMED) + " more" : "";
    return Optional.of(
        Problem.of("the " + what + " is not the one the plan was made from: " + named + more)
            .withRemedy(AGAIN));
  }

  private static String text(Duration time) {
    if (time.toHours() >= 48) {
      return time.toDays() + " days";
    }
    return time.toMinutes() >= 120 ? time.toHours() + " hours" : time.toMinutes() + " minutes";
  }
}
