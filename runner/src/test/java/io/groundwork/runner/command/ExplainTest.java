package io.groundwork.runner.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.groundwork.runner.Recorded;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

  @TempDir Path dir;

  private Path hosts;

  @BeforeEach
  void inventory() throws IOException {
    hosts =
        Files.writeString(
            dir.resolve("hosts"), "[web]\nw1 port=80\n[web:vars]\nport=8080\nadmin_password=old\n");
    Files.createDirectory(dir.resolve("group_vars"));
    Files.writeString(
        dir.resolve("group_vars/all.yml"),
        "list: [1, {a: b}]\nurl: http://${inventory_hostname}:${port}\nport: 1\n");
    String sealed =
        Vault.seal("in the dark".getBytes(UTF_8), new VaultPassword(Secret.of("one"))).indent(2);
    Files.writeString(
        dir.resolve("group_vars/web.yml"), "admin_password: new\npin: !vault |\n" + sealed);
  }

  @Test
  void everyValueTellsWhereItIsSetAndWhatItBeat() {
    Recorded recorded = run("host", "w1", "--explain");
    assertThat(recorded.out().replace(dir + "/", ""))
        .isEqualTo(
            """
            admin_password: ***
              group_vars/web.yml:1:1  group web
              hosts:5:1  group web, beaten: ***
            list: [1, {a: b}]
              group_vars/all.yml:1:1  group all
            pin: ***
              group_vars/web.yml:2:1  group web
            port: 80
              hosts:2:4  host w1
              group_vars/all.yml:3:1  group all, beaten: 1
              hosts:4:1  group web, beaten: 8080
            url: http://w1:80
              group_vars/all.yml:2:1  group all
            """);
  }

  @Test
  void programsAreToldTheSame() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(run("host", "w1", "--explain", "--output", "json").out());
    assertThat(json.at("/port/value").asInt()).isEqualTo(80);
    assertThat(json.at("/port/of").asText()).isEqualTo("host w1");
    assertThat(json.at("/port/beats/1/at").asText()).isEqualTo(hosts + ":4:1");
    assertThat(json.at("/admin_password/beats/0/value").asText()).isEqualTo("***");
  }

  @Test
  void theVariablesOfAHostShowNoSecret() {
    assertThat(run("host", "w1").out()).contains("pin: ***").contains("admin_password: ***");
    assertThat(run("list", "--output", "json").out()).contains("\"pin\"").doesNotContain("dark");
  }

  private Recorded run(String... args) {
    Recorded recorded = Recorded.pipe();
    String[] all = new String[args.length + 3];
    all[0] = "inventory";
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "-i";
    all[args.length + 2] = hosts.toString();
    assertThat(CommandLines.run(recorded.terminal(), all)).as(recorded.err()).isZero();
    return recorded;
  }
}
