package io.groundwork.modules.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.module.Registry;
import io.groundwork.text.LoadException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityModulesTest {

  private static final ModuleHarness HARNESS = ModuleHarness.create();

  @TempDir private Path directory;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "ufw       | delete=true                                 | give one of state",
        "ufw       | rule=allow,default=deny                     | not both",
        "ufw       | rule=allow,from_ip=db1                      | an address",
        "ufw       | rule=allow,to_port=22;23                    | takes a port",
        "ufw       | rule=allow,insert=0                         | counts from 1",
        "ufw       | rule=allow,interface=eth0                   | goes with direction",
        "ufw       | rule=allow,name=WWW,to_port=80              | says the port already",
        "ufw       | state=enabled,direction=in                  | goes with rule or default",
        "firewalld | state=enabled                               | give one of",
        "firewalld | state=enabled,port=22                       | with its protocol",
        "firewalld | state=enabled,port=22/tcp,service=ssh       | only one of",
        "firewalld | state=present,service=ssh                   | enabled or disabled",
        "firewalld | state=present,zone=gw                       | has to be true",
        "firewalld | state=enabled,service=ssh,zone=a/b          | up to 17",
        "firewalld | state=enabled,rich_rule=accept              | cannot be",
        "selinux   | state=enforcing                             | is missing",
        "selinux   | state=enforcing,policy=a b                  | the name of a policy",
        "selinux   | state=on                                    | cannot be",
        "nftables  | table=x                                     | content or src",
        "nftables  | table=a b,content=x                         | takes letters",
        "nftables  | table=x,content=table inet x { },confirm=2  | 5 to 600",
      })
  void badValuesAreRefusedWhileLoading(String name, String parameters, String message) {
    Map<String, String> given = new HashMap<>();
    for (String one : parameters.split(",")) {
      given.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
    }
    Module<?, ?> module = Registry.load().find(name).orElseThrow();
    assertThatThrownBy(() -> HARNESS.wanted(module, given))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining(message);
  }

  @Test
  void selinuxEditsItsConfigurationAndKeepsTheRest() throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config"), "# SELINUX=\nSELINUX=enforcing\nSELINUXTYPE=mls\n");

    HARNESS.apply(
        new SelinuxModule(), Map.of("state", "disabled", "configfile", config.toString()));

    assertThat(config).hasContent("# SELINUX=\nSELINUX=disabled\nSELINUXTYPE=mls\n");
  }

  @Test
  void aCommentDoesNotTellWhichRuleGoes() {
    UfwRequest request =
        HARNESS.wanted(
            new UfwModule(),
            Map.of("rule", "allow", "to_port", "22", "comment", "x", "delete", true));

    assertThat(request.rule().orElseThrow().deletion())
        .isEqualTo(List.of("delete", "allow", "from", "any", "to", "any", "port", "22"));
  }
}
