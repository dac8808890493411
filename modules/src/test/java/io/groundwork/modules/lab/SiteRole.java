package io.groundwork.modules.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.engine.Run;
import io.groundwork.engine.RunSpec;
import io.groundwork.event.Event;
import io.groundwork.event.HostRecap;
import io.groundwork.event.Recap;
import io.groundwork.event.TaskResult;
import io.groundwork.inventory.Inventory;
import io.groundwork.lab.Lab;
import io.groundwork.module.Registry;
import io.groundwork.playbook.Playbook;
import io.groundwork.transport.Connector;
import io.groundwork.transport.ssh.SshConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One product of site.yml on one host of the lab, in an inventory of its own. */
public final class SiteRole {

  private final Lab lab;
  private final String host;
  private final String product;
  private final String address;
  private final Map<String, Object> vars;
  private final Map<String, String> groups;

  private SiteRole(
      Lab lab, String host, String product, Map<String, Object> vars, Map<String, String> groups) {
    this.lab = lab;
    this.host = host;
    this.product = product;
    this.vars = vars;
    this.groups = groups;
    this.address = addressOf(lab, host);
  }

  private static String addressOf(Lab lab, String host) {
    return lab.root(host, "hostname -I | cut -d' ' -f1");
  }

  /**
   * A bare host for a product.
   *
   * @param vars what an inventory would say
   */
  public static SiteRole onBareHost(String host, String product, Map<String, Object> vars) {
    Lab lab = Lab.with(host);
    lab.reset(host);
    return new SiteRole(lab, host, product, vars, Map.of());
  }

  /** This host as it is now, for another product. */
  public SiteRole now(String other) {
    return new SiteRole(lab, host, other, vars, groups);
  }

  /** This host, with groups that the inventory has besides, each of one host of the lab. */
  public SiteRole among(Map<String, String> others) {
    return new SiteRole(lab, host, product, vars, others);
  }

  /** What a run told. */
  public record Story(HostRecap recap, List<Event.TaskDone> tasks) {

    public List<String> changed() {
      return tasks.stream()
          .filter(done -> done.result().verdict() == TaskResult.Verdict.CHANGED)
          .map(done -> done.task().title())
          .toList();
    }

    public String failures() {
      return tasks.stream().flatMap(done -> done.result().failure().stream()).toList().toString();
    }

    public List<String> steps() {
      return tasks.stream()
          .flatMap(done -> done.result().steps().stream())
          .map(step -> step.summary())
          .toList();
    }
  }

  public String address() {
    return address;
  }

  public String root(String script) {
    return lab.root(host, script);
  }

  public Story plan() {
    return run(vars, false);
  }

  public Story apply() {
    return run(vars, true);
  }

  /** This host, with more that an inventory would say. */
  public SiteRole with(Map<String, Object> more) {
    return new SiteRole(lab, host, product, all(more), groups);
  }

  /** With variables that beat all others. */
  public Story apply(Map<String, Object> extra) {
    return run(extra, true);
  }

  /** Nothing is left to do, and telling that takes no more than four round trips. */
  public void settled() {
    Story story = apply();
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(story.changed()).isEmpty();
    assertThat(story.recap().exchanges()).isLessThanOrEqualTo(4);
  }

  /** Planned, applied as planned, and settled; tells the steps that changed something. */
  public List<String> applied() {
    Story planned = plan();
    assertThat(planned.failures()).isEqualTo("[]");
    Story applied = apply();
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.changed()).isEqualTo(planned.changed());
    settled();
    return applied.steps().stream().filter(step -> !step.startsWith("wait ")).toList();
  }

  /** Boots the host anew. */
  public void restart() {
    lab.restart(host);
  }

  /** Leaves nothing behind. */
  public void leave() {
    lab.reset(host);
  }

  private Story run(Map<String, Object> extra, boolean really) {
    List<Event.TaskDone> tasks = new ArrayList<>();
    Playbook playbook = Playbook.load(Path.of("..", "playbooks", "site.yml"), Registry.load());
    RunSpec spec =
        RunSpec.of(playbook, Inventory.load(List.of(inventory())))
            .limit(host)
            .tags(Set.copyOf(List.of("common", product)))
            .extraVars(all(extra));
    try (Connector connector = new SshConnector();
        Run run = Run.open(spec, connector, event -> note(event, tasks))) {
      Recap recap = really ? run.apply() : run.plan();
      return new Story(recap.hosts().get(0), tasks);
    }
  }

  private Map<String, Object> all(Map<String, Object> extra) {
    Map<String, Object> both = new HashMap<>(vars);
    both.putAll(extra);
    return both;
  }

  private static void note(Event event, List<Event.TaskDone> tasks) {
    if (event instanceof Event.TaskDone done) {
      tasks.add(done);
    }
  }

  private Path inventory() {
    String text =
        """
        all:
          vars:
            ansible_user: ops
            ansible_become: true
            ansible_ssh_private_key_file: %s
            ansible_ssh_common_args: %s
          hosts:
            %s: {ansible_host: %s, service_address: %s}
          children:
            %s: {hosts: {%s: }}
        """
            .formatted(
                lab.value("ansible_ssh_private_key_file"),
                lab.value("ansible_ssh_common_args"),
                host,
                address,
                address,
                product,
                host);
    for (Map.Entry<String, String> group : groups.entrySet()) {
      String member = group.getValue();
      text +=
          "    %s: {hosts: {%s: {ansible_host: %s}}}\n"
              .formatted(group.getKey(), member, addressOf(lab, member));
    }
    try {
      Path file = Files.createTempFile("inventory", ".yml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
