package io.groundwork.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.inventory.Inventory;
import io.groundwork.module.Registry;
import io.groundwork.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadVariablesTest {

  @TempDir private Path dir;

  @Test
  void aVariableThatIsAlmostARolesOwnIsDoubted() throws IOException {
    write("site.yml", "- hosts: all\n  vars: {limit_open: 5}\n  roles: [db]\n");
    write("roles/db/defaults/main.yml", "db_port: 1\ndb_ports: []\ndb_name: x\n");
    write("roles/db/tasks/main.yml", "- command: \"true\"\n");
    write("templates/x.conf", "${db_prt_2}\n");
    Path hosts = write("hosts", "h1 db_prot=5\n");
    write(
        "group_vars/all.yml",
        "db_nam: x\ndb_prt_2: 1\nlimit_opne: ${db_prto}\ndb_prto: 1\nelse: 1\ndb_port: 7\n");
    Playbook playbook =
        Playbook.load(
            dir.resolve("site.yml"), Registry.of(List.of(new PlaybookLoaderTest.Stub("command"))));
    assertThat(UnreadVariables.of(playbook, Inventory.load(List.of(hosts))))
        .extracting(Problem::toString)
        .containsExactlyInAnyOrder(
            hosts
                + ":1:4: nothing in this playbook reads \"db_prot\"\n"
                + "  -> did you mean \"db_port\"?",
            dir
                + "/group_vars/all.yml:1:1: nothing in this playbook reads \"db_nam\"\n"
                + "  -> did you mean \"db_name\"?",
            dir
                + "/group_vars/all.yml:3:1: nothing in this playbook reads \"limit_opne\"\n"
                + "  -> did you mean \"limit_open\"?");
  }

  private Path write(String name, String text) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
