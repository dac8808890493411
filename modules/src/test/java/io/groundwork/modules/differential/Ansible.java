package io.groundwork.modules.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ansible-playbook} of this machine.
 *
 * @param host the host it works on
 * @param directory where its playbook is written, beside {@code files} and {@code templates}
 */
record Ansible(String host, Path inventory, Path directory) implements Tool {

  static final Path PROGRAM = Path.of("/usr/bin/ansible-playbook");
  private static final long MINUTES = 15;

  /**
   * Debian's {@code ansible-mitogen}: the same modules of Ansible, started from one Python on the
   * host instead of a new one for each task, which takes half of the time. Without it the tasks are
   * run as Ansible does by itself.
   */
  private static final Path MITOGEN =
      Path.of("/usr/lib/python3/dist-packages/ansible_mitogen/plugins/strategy/mitogen_linear.py");

  /** Its callback "oneline" tells each task in a line. */
  private static final Pattern LINE =
      Pattern.compile("^\\S+ \\| (SUCCESS|CHANGED|FAILED!?|SKIPPED)(.*)$");

  private static final Map<String, Verdict> VERDICTS =
      Map.of("SUCCESS", Verdict.OK, "CHANGED", Verdict.CHANGED, "SKIPPED", Verdict.OK);

  @Override
  public Map<Case, Told> run(Pass pass, List<Case> cases) throws Exception {
    StringBuilder text =
        new StringBuilder("- hosts: " + host + "\n  gather_facts: false\n  tasks:\n");
    cases.forEach(one -> text.append(one.item(4, "ignore_errors: true\n")));
    Path playbook = Files.createTempFile(directory, "ansible", ".yml");
    Files.writeString(playbook, text);
    String output = play(playbook, pass);
    List<Told> told = told(output);
    if (told.size() != cases.size()) {
      throw new AssertionError(
          "Ansible tells of %d tasks instead of %d%n%s"
              .formatted(told.size(), cases.size(), output));
    }
    Map<Case, Told> all = new LinkedHashMap<>();
    for (int number = 0; number < cases.size(); number++) {
      all.put(cases.get(number), told.get(number));
    }
    return all;
  }

  private static List<Told> told(String output) {
    List<Told> told = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        Verdict verdict = VERDICTS.getOrDefault(matcher.group(1), Verdict.FAILED);
        told.add(new Told(verdict, matcher.group(2)));
      }
    }
    return told;
  }

  private String play(Path playbook, Pass pass) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(PROGRAM.toString(), "-i", inventory.toString(), playbook.toString()));
    if (pass == Pass.CHECK) {
      words.add("--check");
    }
    Path output = Files.createTempFile(directory, "ansible", ".out");
    Path empty = Files.createTempFile(directory, "ansible", ".cfg");
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("ANSIBLE_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "ANSIBLE_CONFIG", empty.toString(),
                "ANSIBLE_STDOUT_CALLBACK", "oneline",
                "ANSIBLE_NOCOLOR", "1",
                "ANSIBLE_PIPELINING", "1",
                "ANSIBLE_PYTHON_INTERPRETER", "/usr/bin/python3",
                "ANSIBLE_LOCAL_TEMP", directory.resolve("tmp").toString(),
                "ANSIBLE_SSH_CONTROL_PATH_DIR", directory.resolve("cp").toString(),
                "LC_ALL", "C.UTF-8"));
    if (Files.exists(MITOGEN)) {
      builder.environment().put("ANSIBLE_STRATEGY_PLUGINS", MITOGEN.getParent().toString());
      builder.environment().put("ANSIBLE_STRATEGY", "mitogen_linear");
    }
    Process process = builder.start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new AssertionError("Ansible has not ended after " + MINUTES + " minutes");
    }
    return Files.readString(output, UTF_8);
  }
}
