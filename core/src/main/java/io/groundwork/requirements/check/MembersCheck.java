package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether the products whose members vote have an odd number of them, and enough. */
record MembersCheck(List<String> roles, int least) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "odd_members",
          List.of("roles", "least"),
          (tables, figures, problems) -> {
            OptionalInt least = figures.integer("least", 1, 99);
            return figures.required("roles").isEmpty() || figures.required("least").isEmpty()
                ? Optional.empty()
                : Optional.of(new MembersCheck(figures.texts("roles"), least.orElse(1)));
          });

  MembersCheck {
    roles = List.copyOf(roles);
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of();
  }

  @Override
  public String command(HostInfo host) {
    return "groundwork inventory --graph";
  }

  @Override
  public String wanted(HostInfo host) {
    return "an odd number of members, " + least + " or more";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) {
    List<String> own = roles.stream().filter(host.roles()::contains).toList();
    String measured =
        String.join(", ", own.stream().map(role -> role + " " + members(host, role)).toList());
    boolean right =
        own.stream()
            .mapToInt(role -> members(host, role))
            .allMatch(count -> count >= least && count % 2 == 1);
    return right
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(
            measured, "when half of the members are lost, the others have no majority");
  }

  private static int members(HostInfo host, String role) {
    return host.layout().hostsOf(role).size();
  }
}
