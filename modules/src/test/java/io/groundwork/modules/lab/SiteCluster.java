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
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One product of site.yml on several hosts of the lab, in an inventory of its own. */
public final class SiteCluster {

  private final Lab lab;
  private final String product;
  private final Map<String, Object> vars;
  private final Map<String, String> addresses;

  private SiteCluster(
      Lab lab, String product, Map<String, Object> vars, Map<String, String> addresses) {
    this.lab = lab;
    this.product = product;
    this.vars = vars;
    this.addresses = addresses;
  }

  /**
   * Bare hosts for a product.
   *
   * @param vars what an inventory would say
   */
  public static SiteCluster onBareHosts(
      List<String> hosts, String product, Map<String, Object> vars) {
    Lab lab = Lab.with(hosts.toArray(String[]::new));
    lab.reset(hosts.toArray(String[]::new));
    Map<String, String> addresses = new LinkedHashMap<>();
    hosts.forEach(host -> addresses.put(host, lab.root(host, "hostname -I | cut -d' ' -f1")));
    return new SiteCluster(lab, product, vars, addresses);
  }

  /** These hosts of it only, in this order, as an inventory that names no others. */
  public SiteCluster of(List<String> hosts) {
    Map<String, String> some = new LinkedHashMap<>();
    hosts.forEach(host -> some.put(host, addresses.get(host)));
    return new SiteCluster(lab, product, vars, some);
  }

  /** The hosts, with more that an inventory would say. */
  public SiteCluster with(Map<String, Object> more) {
    Map<String, Object> both = new HashMap<>(vars);
    both.putAll(more);
    return new SiteCluster(lab, product, both, addresses);
  }

  /** What a run told. */
  public record Story(Recap recap, List<Event.TaskDone> tasks) {

    /** The tasks that changed something, each with its host, in order of both. */
    public List<String> changed() {
      return tasks.stream()
          .filter(done -> done.result().verdict() == TaskResult.Verdict.CHANGED)
          .map(done -> done.host() + ": " + done.task().title())
          .sorted()
          .toList();
    }

    public String failures() {
      return tasks.stream().flatMap(done -> done.result().failure().stream()).toList().toString();
    }

    /** What was done to a host, but for waiting. */
    public List<String> steps(String host) {
      return tasks.stream()
          .filter(done -> done.host().equals(host))
          .flatMap(done -> done.result().steps().stream())
          .map(step -> step.summary())
          .filter(step -> !step.startsWith("wait "))
          .toList();
    }
  }

  public String address(String host) {
    return addresses.get(host);
  }

  public String root(String host, String script) {
    return lab.root(host, script);
  }

  public Story plan() {
    return run(false);
  }

  public Story apply() {
    return run(true);
  }

  /** Planned, and applied as planned. */
  public Story applied() {
    Story planned = plan();
    assertThat(planned.failures()).isEqualTo("[]");
    Story applied = apply();
    assertThat(applied.failures()).isEqualTo("[]");
    assertThat(applied.changed()).isEqualTo(planned.changed());
    return applied;
  }

  /**
   * Nothing is left to do on any host.
   *
   * @param exchanges how many round trips may tell that
   */
  public void settled(int exchanges) {
    Story story = apply();
    assertThat(story.failures()).isEqualTo("[]");
    assertThat(story.changed()).isEmpty();
    assertThat(story.recap().hosts()).hasSize(addresses.size());
    assertThat(story.recap().hosts())
        .extracting(HostRecap::exchanges)
        .allMatch(count -> count <= exchanges);
  }

  /** Leaves nothing behind. */
  public void leave() {
    lab.reset(addresses.keySet().toArray(String[]::new));
  }

  private Story run(boolean really) {
    List<Event.TaskDone> tasks = Collections.synchronizedList(new ArrayList<>());
    Playbook playbook = Playbook.load(Path.of("..", "playbooks", "site.yml"), Registry.load());
    RunSpec spec =
        RunSpec.of(playbook, Inventory.load(List.of(inventory())))
            .tags(Set.of("common", product))
            .extraVars(vars);
    try (Connector connector = new SshConnector();
        Run run =
            Run.open(
                spec,
                connector,
                event -> {
                  if (event instanceof Event.TaskDone done) {
                    tasks.add(done);
                  }
                })) {
      Recap recap = really ? run.apply() : run.plan();
      return new Story(recap, List.copyOf(tasks));
    }
  }

  private Path inventory() {
    StringBuilder text =
        new StringBuilder(
            """
            all:
              vars:
                ansible_user: ops
                ansible_become: true
                ansible_ssh_private_key_file: %s
                ansible_ssh_common_args: %s
              children:
                %s:
                  hosts:
            """
                .formatted(
                    lab.value("ansible_ssh_private_key_file"),
                    lab.value("ansible_ssh_common_args"),
                    product));
    addresses.forEach(
        (host, address) ->
            text.append(
                "        %s: {ansible_host: %s, service_address: %s}\n"
                    .formatted(host, address, address)));
    try {
      Path file = Files.createTempFile("inventory", ".yml");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
