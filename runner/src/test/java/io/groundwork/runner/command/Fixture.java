package io.groundwork.runner.command;

import io.groundwork.runner.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A playbook and an inventory in a directory of their own. Its hosts are this machine; what the
 * playbook makes stays in the directory.
 */
record Fixture(Path directory) {

  static Fixture in(Path directory) throws IOException {
    Files.writeString(
        directory.resolve("inventory.yml"),
        """
        all:
          vars:
            ansible_connection: local
            made: "%s/made"
            api_token: geheim123
          hosts:
            one:
            two:
          children:
            first:
              hosts:
                one:
        """
            .formatted(directory));
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - name: Files
          hosts: all
          tasks:
            - name: A directory
              file: {path: "${made}-${inventory_hostname}", state: directory, mode: "0750"}
              tags: [dir]
            - name: A file in it
              copy:
                dest: "${made}-${inventory_hostname}/app.conf"
                content: "size = ${size!'1'}\\n"
              tags: [conf, never-mind]
        """);
    return new Fixture(directory);
  }

  Path made(String host) {
    return directory.resolve("made-" + host);
  }

  String playbook() {
    return directory.resolve("site.yml").toString();
  }

  String inventory() {
    return directory.resolve("inventory.yml").toString();
  }

  int run(Recorded recorded, String command, String... options) {
    String[] args = new String[options.length + 4];
    args[0] = command;
    args[1] = playbook();
    args[2] = "-i";
    args[3] = inventory();
    System.arraycopy(options, 0, args, 4, options.length);
    return CommandLines.run(recorded.terminal(), args);
  }
}
