package io.groundwork.requirements;

import io.groundwork.engine.HostReader;
import io.groundwork.facts.Fixtures;
import io.groundwork.module.Read;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.requirements.check.HostInfo;
import io.groundwork.requirements.check.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A host that answers what a test says, and counts how often it is asked. */
final class Answers implements HostReader {

  static final Catalogue ALTCRAFT =
      Catalogue.load(Path.of("..", "playbooks", "requirements", "altcraft.yml"));

  private final Map<String, Read> bySnippet = new HashMap<>();
  private final Map<String, Object> settings = new HashMap<>();
  private final List<List<Snippet.Call>> asked = new ArrayList<>();

  static Answers create() {
    return new Answers();
  }

  /** What the snippet of this name prints. */
  Answers says(String snippet, String text) {
    return says(snippet, Fixtures.state(text));
  }

  Answers says(String snippet, Reading reading) {
    bySnippet.put(snippet, new Read.Done(reading));
    return this;
  }

  Answers fails(String snippet, String why) {
    bySnippet.put(snippet, new Read.Failed(1, why));
    return this;
  }

  List<List<Snippet.Call>> asked() {
    return asked;
  }

  @Override
  public List<Read> read(List<Snippet.Call> calls) {
    asked.add(calls);
    return calls.stream()
        .map(
            call ->
                bySnippet.getOrDefault(
                    call.snippet().name(), new Read.Failed(1, "this test has no answer")))
        .toList();
  }

  /** What the inventory says of the host. */
  Answers with(String name, Object value) {
    settings.put(name, value);
    return this;
  }

  /** The finding of one requirement for a host with these roles. */
  Finding finding(String requirement, Tier tier, String... roles) {
    HostInfo host = new HostInfo("host1", List.of(roles), List.of("host2"));
    return findings(tier, host.with(new Settings(settings))).stream()
        .filter(finding -> finding.requirement().id().equals(requirement))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no finding of " + requirement));
  }

  Finding finding(String requirement, String... roles) {
    return finding(requirement, Tier.AUTO, roles);
  }

  List<Finding> findings(Tier tier, HostInfo host) {
    try {
      return new Checker(ALTCRAFT, tier).check(host, this);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
