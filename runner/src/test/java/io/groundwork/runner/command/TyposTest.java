package io.groundwork.runner.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.runner.Golden;
import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every name that one may misspell is an error with its place, before any host is touched. */
class TyposTest {

  private static final String PLAYBOOK =
      """
      - name: Files
        hosts: db
        roles: [base]
        tasks:
          - name: A file
            copy:
              dest: "${made}/app.conf"
              content: "size = ${size}\\n"
            notify: Reload
            tags: [conf]
          - name: From a file
            copy: {src: app.conf, dest: "${made}/b.conf"}
        handlers:
          - name: Reload
            command: "true"
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "module, copy:, copi:, ''",
    "parameter, content:, contents:, ''",
    "play-key, notify:, notifyy:, ''",
    "group, hosts: db, hosts: dbs, ''",
    "host, hosts: db, hosts: oen, ''",
    "limit, -, -, -l two",
    "tag, -, -, -t cnof",
    "role, [base], [bsae], ''",
    "variable, ${size}, ${sise}, ''",
    "handler, notify: Reload, notify: Relaod, ''",
    "file, src: app.conf, src: ap.conf, ''"
  })
  void aTypoIsAnErrorWithItsPlaceAndASuggestion(
      String name, String right, String wrong, String options) throws IOException {
    Files.createDirectories(directory.resolve("roles/base/tasks"));
    Files.createDirectories(directory.resolve("files"));
    Files.writeString(directory.resolve("files/app.conf"), "x\n");
    Files.writeString(directory.resolve("roles/base/tasks/main.yml"), "[]\n");
    Files.writeString(
        directory.resolve("inventory.yml"),
        """
        all:
          vars: {made: %s/made, size: 3}
          children:
            db: {hosts: {one: {ansible_connection: local}, tow: {ansible_connection: local}}}
        """
            .formatted(directory));
    Files.writeString(directory.resolve("site.yml"), PLAYBOOK.replace(right, wrong));
    List<String> args =
        new ArrayList<>(
            List.of(
                "plan",
                directory.resolve("site.yml").toString(),
                "-i",
                directory.resolve("inventory.yml").toString()));
    if (!options.isEmpty()) {
      args.addAll(List.of(options.split(" ")));
    }
    Recorded recorded = Recorded.pipe();

    int status = CommandLines.run(recorded.terminal(), args.toArray(new String[0]));

    String told = recorded.out() + recorded.err();
    Golden.check("typos/" + name + ".txt", told.replace(directory.toString(), "DIR"));
    assertThat(status).as(told).isEqualTo(name.equals("file") ? status : 1);
    assertThat(directory.resolve("made")).doesNotExist();
  }
}
