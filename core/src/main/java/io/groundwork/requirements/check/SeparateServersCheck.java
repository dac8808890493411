package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the host is a server of one kind only. */
record SeparateServersCheck(Map<String, List<String>> kinds) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "separate_servers",
          List.of("kinds"),
          (tables, figures, problems) -> {
            Map<String, List<String>> kinds = new LinkedHashMap<>();
            figures.required("kinds");
            figures
                .entries("kinds")
                .forEach(
                    (name, entry) -> kinds.put(name, SeparateServersCheck.words(entry.value())));
            return kinds.isEmpty()
                ? Optional.empty()
                : Optional.of(new SeparateServersCheck(kinds));
          });

  SeparateServersCheck {
    kinds = new LinkedHashMap<>(kinds);
  }

  private static List<String> words(Node node) {
    List<String> words = new ArrayList<>();
    if (node instanceof Node.Sequence list) {
      for (Node item : list.items()) {
        if (item instanceof Node.Scalar word) {
          words.add(word.text());
        }
      }
    }
    return words;
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
    return "one kind of server: " + String.join(", ", kinds.keySet());
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) {
    List<String> own =
        kinds.entrySet().stream()
            .filter(kind -> kind.getValue().stream().anyMatch(host.roles()::contains))
            .map(Map.Entry::getKey)
            .toList();
    String measured = String.join(" and ", own);
    return own.size() <= 1
        ? new Verdict.Met(measured, "")
        : new Verdict.NotMet(measured, "they share its processors, memory and disks");
  }
}
