package io.groundwork.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vars.Templates;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryTest {

  private static final String PLATFORM =
      """
      all:
        vars:
          where: all
          ansible_user: deploy
        children:
          datacenter:
            vars: {where: parent, site: berlin}
            children:
              db:
                vars: {where: child}
                hosts:
                  db[1:3]:
                    ansible_port: 2222
                  db9.example.com:
                    where: host
              akd:
                hosts: {akd1: , akd2: }
          akmta:
            hosts:
              mta01: {ansible_host: 198.18.0.21}
        hosts:
          lonely:
      """;

  @TempDir private Path dir;

  @Test
  void hostsComeInTheOrderOfTheFile() {
    assertThat(names(platform().hosts()))
        .containsExactly("db1", "db2", "db3", "db9.example.com", "akd1", "akd2", "mta01", "lonely")
        .doesNotHaveDuplicates();
  }

  @Test
  void groupsHoldTheHostsOfTheirChildren() {
    Inventory inventory = platform();
    assertThat(inventory.groups().get("datacenter").hosts())
        .containsExactly("db1", "db2", "db3", "db9.example.com", "akd1", "akd2");
    assertThat(inventory.groups().get("datacenter").children()).containsExactly("db", "akd");
    assertThat(inventory.groups().get("ungrouped").hosts()).containsExactly("lonely");
    assertThat(inventory.groups().get("all").hosts()).hasSize(8);
    assertThat(inventory.groups().keySet()).startsWith("all");
  }

  @Test
  void aHostKnowsItsGroupsParentsFirstAndItsPlace() {
    Host host = host(platform(), "db1");
    assertThat(host.groups())
        .containsExactly(
            "datacenter", "db", "clickhouse", "kvrocks", "mongodb", "postgresql", "ssdb");
    assertThat(host.position()).hasToString(dir.resolve("hosts.yml") + ":12:13");
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({
    "lonely, all",
    "mta01, all",
    "akd1, parent",
    "db1, child",
    "db9.example.com, host",
  })
  void theNearestDefinitionWins(String host, String where) {
    assertThat(value(platform(), host, "${where}")).contains(where);
  }

  @Test
  void groupsOfOneDepthApplyInAlphabeticalOrder() {
    Inventory inventory =
        load(
            """
            zeta: {vars: {v: zeta}, hosts: {h1: }}
            alpha: {vars: {v: alpha, w: alpha}, hosts: {h1: }}
            """);
    assertThat(value(inventory, "h1", "${v} ${w}")).contains("zeta alpha");
  }

  @Test
  void aChildWinsOverEveryParentHoweverItIsReached() {
    Inventory inventory =
        load(
            """
            z: {vars: {v: z}, children: {m: }}
            m: {vars: {v: m}, children: {a: }}
            a: {vars: {v: a}, hosts: {h1: }}
            y: {vars: {v: y}, hosts: {h1: }}
            """);
    assertThat(host(inventory, "h1").groups()).containsExactly("y", "z", "m", "a");
    assertThat(value(inventory, "h1", "${v}")).contains("a");
  }

  @Test
  void filesBesideTheInventoryWinAsWithAnsible() {
    write("group_vars/all.yml", "v: all file\nw: all file\nx: all file\n");
    write("group_vars/db.yaml", "w: db file\n");
    write("group_vars/web/10-a.yml", "x: web 10\n");
    write("group_vars/web/20-b.yml", "x: web 20\n");
    write("group_vars/web/.hidden.yml", "x: hidden\n");
    write("group_vars/web/20-b.yml~", "x: backup\n");
    write("host_vars/h2.yml", "y: host file\n");
    Inventory inventory =
        load(
            """
            db: {vars: {v: db inline, w: db inline}, hosts: {h1: , h2: {y: inline}}}
            web: {hosts: {h3: {x: inline}, h4: }}
            """);
    assertThat(value(inventory, "h1", "${v}")).contains("all file");
    assertThat(value(inventory, "h1", "${w}")).contains("db file");
    assertThat(value(inventory, "h2", "${y}")).contains("host file");
    assertThat(value(inventory, "h3", "${x}")).contains("inline");
    assertThat(value(inventory, "h4", "${x}")).contains("web 20");
  }

  @Test
  void everyDefinitionOfAVariableIsKeptWithItsPlace() {
    write("group_vars/db.yml", "where: file\n");
    Inventory inventory = platform();
    assertThat(
            inventory.explain(host(inventory, "db9.example.com"), "where").stream()
                .map(
                    d ->
                        d.origin()
                            + " "
                            + d.position().toString().substring(dir.toString().length() + 1)))
        .containsExactly(
            "host db9.example.com hosts.yml:15:15",
            "group db group_vars/db.yml:1:1",
            "group db hosts.yml:10:18",
            "group datacenter hosts.yml:7:14",
            "group all hosts.yml:3:5");
    assertThat(inventory.explain(host(inventory, "db1"), "nope")).isEmpty();
  }

  @Test
  void whatEveryHostKnows() {
    Inventory inventory = platform();
    assertThat(value(inventory, "db9.example.com", "${inventory_hostname}"))
        .contains("db9.example.com");
    assertThat(value(inventory, "db9.example.com", "${inventory_hostname_short}")).contains("db9");
    assertThat(value(inventory, "akd1", "${group_names}")).contains(List.of("akd", "datacenter"));
    assertThat(value(inventory, "akd1", "${groups.db?join(' ')}"))
        .contains("db1 db2 db3 db9.example.com");
    assertThat(value(inventory, "akd1", "${groups['postgresql'][0]}")).contains("db1");
    assertThat(value(inventory, "akd1", "${groups.rabbitmq?size}")).contains(0L);
    assertThat(value(inventory, "akd1", "${inventory_dir}"))
        .contains(dir.toAbsolutePath().normalize().toString());
    assertThat(value(inventory, "akd1", "${hostvars.db1.where}")).contains("child");
    assertThat(value(inventory, "akd1", "${hostvars['db9.example.com'].where}")).contains("host");
    assertThat(value(inventory, "akd1", "${hostvars?keys?size}")).contains(8L);
  }

  @Test
  void aVariableOfAnotherHostIsRenderedWithThatHostsVariables() {
    Inventory inventory =
        load(
            """
            all:
              vars:
                url: "http://${inventory_hostname}:${port}/"
              hosts:
                a: {port: 1}
                b: {port: 2}
            """);
    assertThat(value(inventory, "a", "${url} ${hostvars.b.url}"))
        .contains("http://a:1/ http://b:2/");
    assertThat((Map<?, ?>) value(inventory, "a", "${hostvars.b}").orElseThrow())
        .extracting("port")
        .isEqualTo(2L);
  }

  @Test
  void secretsOfTheInventoryAreSecrets() {
    Inventory inventory = load("all: {hosts: {a: {ansible_become_password: 'x y'}}}");
    assertThat(value(inventory, "a", "${ansible_become_password}")).contains(Secret.of("x y"));
  }

  @Test
  void aHostNamedTwiceIsOneHost() {
    Inventory inventory =
        load(
            """
            db: {hosts: {h1: {a: 1, b: 1}}}
            web: {hosts: {h1: {b: 2}}}
            """);
    assertThat(inventory.hosts()).hasSize(1);
    assertThat(value(inventory, "h1", "${a} ${b}")).contains("1 2");
    assertThat(host(inventory, "h1").groups()).contains("db", "web");
  }

  @Test
  void severalSourcesAreOneInventory() {
    Path one = write("a/one.yml", "db: {hosts: {h1: {v: one}}}\n");
    Path two = write("b/two.yml", "db: {hosts: {h2: , h1: {v: two}}, vars: {w: two}}\n");
    write("b/group_vars/db.yml", "x: file\n");
    Inventory inventory = Inventory.load(List.of(one, two));
    assertThat(names(inventory.hosts())).containsExactly("h1", "h2");
    assertThat(value(inventory, "h1", "${v} ${w} ${x}")).contains("two two file");
    assertThat(value(inventory, "h1", "${inventory_dir}")).contains(one.getParent().toString());
  }

  @Test
  void aDirectoryIsASourceOfAllItsFiles() {
    write("inv/20-b.yml", "b: {hosts: {h2: }}\n");
    write("inv/10-a.yaml", "a: {hosts: {h1: }}\n");
    write("inv/.hidden.yml", "nonsense: [");
    write("inv/10-a.yaml~", "nonsense: [");
    write("inv/old.bak", "nonsense: [");
    write("inv/README.md", "# about");
    write("inv/hosts.ini", "nonsense: [");
    write("inv/30-c", "h4 w=5 # in the INI form\n");
    write("inv/group_vars/a.yml", "v: 1\n");
    write("inv/sub/c.yml", "c: {hosts: {h3: }}\n");
    Inventory inventory = Inventory.load(List.of(dir.resolve("inv")));
    assertThat(names(inventory.hosts())).containsExactly("h1", "h2", "h4", "h3");
    assertThat(value(inventory, "h1", "${v}")).contains(1L);
    assertThat(value(inventory, "h4", "${w}")).contains(5L);
    assertThat(inventory.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            dir.resolve("inv/hosts.ini")
                + ":1:1: in a directory this file is not read, neither here nor by Ansible\n"
                + "  -> name it without an ending, or name it itself with -i");
  }

  @Test
  void databasesLiveOnTheDatabaseServerUnlessTheInventorySaysOtherwise() {
    Inventory inventory =
        load(
            """
            db: {hosts: {db1: , db2: }, vars: {v: db}}
            mongodb: {hosts: {mongo1: }}
            """);
    for (String group : List.of("postgresql", "clickhouse", "kvrocks", "ssdb")) {
      assertThat(inventory.groups().get(group).hosts()).containsExactly("db1", "db2");
    }
    assertThat(inventory.groups().get("mongodb").hosts()).containsExactly("mongo1");
    assertThat(inventory.groups().get("db").hosts()).containsExactly("db1", "db2");
    assertThat(load("web: {hosts: {h1: }}").groups()).doesNotContainKey("postgresql");
  }

  @Test
  void theVariablesOfADatabaseWinOverThoseOfItsServer() {
    write("group_vars/db.yml", "v: db\n");
    write("group_vars/clickhouse.yml", "v: clickhouse\n");
    write("group_vars/akmta.yml", "v: unused, but a role\n");
    Inventory inventory = load("db: {hosts: {db1: }}");
    assertThat(value(inventory, "db1", "${v}")).contains("clickhouse");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      value = {
        "all; db1 db2 db3 db9.example.com akd1 akd2 mta01 lonely",
        "*; db1 db2 db3 db9.example.com akd1 akd2 mta01 lonely",
        "db; db1 db2 db3 db9.example.com",
        "db1; db1",
        "akmta:akd; akd1 akd2 mta01",
        "akmta,akd; akd1 akd2 mta01",
        "akmta, akd1; akd1 mta01",
        "db:!db2; db1 db3 db9.example.com",
        "!db; akd1 akd2 mta01 lonely",
        "datacenter:&akd; akd1 akd2",
        "&akd; akd1 akd2",
        "!akd1:datacenter:&akd; akd2",
        "db*; db1 db2 db3 db9.example.com",
        "db?; db1 db2 db3",
        "db[!3]; db1 db2",
        "*.example.com; db9.example.com",
        "ak*; akd1 akd2 mta01",
        "~db[13]; db1 db3",
        "~(akd|mta).*; akd1 akd2 mta01",
        "db[0]; db1",
        "db[-1]; db9.example.com",
        "db[0:1]; db1 db2",
        "db[0-1]; db1 db2",
        "db[2:]; db3 db9.example.com",
        "db[:1]; db1 db2",
        "db[1:99]; db2 db3 db9.example.com",
        "db[1:2]:akd[0]; db2 db3 akd1",
        "ungrouped; lonely",
        "postgresql; db1 db2 db3 db9.example.com",
        "rabbitmq; ''",
        "db:!db; ''",
      })
  void aPatternSelectsHosts(String pattern, String expected) {
    assertThat(String.join(" ", names(platform().select(pattern, at())))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dbb | no host and no group is called \"dbb\" | did you mean \"db\"?",
        "db1:akdd | no host and no group is called \"akdd\" | did you mean \"akd\"?",
        "db:!akx | no host and no group is called \"akx\" | did you mean \"akd\"?",
        "zzzzzz* | no host and no group matches \"zzzzzz*\" |",
        "~zz | no host and no group matches \"~zz\" |",
        "~( | \"~(\" is no regular expression: Unclosed group |",
        "[z-a]* | \"[z-a]*\" is no pattern of names |",
        "db[7] | \"db[7]\" names no host: \"db\" has 4 hosts | hosts count from 0",
        "akmta[1:2] | \"akmta[1:2]\" names no host: \"akmta\" has 1 host | hosts count from 0",
        ", | the pattern \",\" names no host | \"all\" names every host",
      })
  void aPatternThatMatchesNothingIsAnError(String pattern, String summary, String remedy) {
    Problem problem =
        catchThrowableOfType(LoadException.class, () -> platform().select(pattern, at()))
            .problems()
            .get(0);
    assertThat(problem.where()).contains(at());
    assertThat(problem.summary()).isEqualTo(summary);
    assertThat(problem.remedy()).isEqualTo(Optional.ofNullable(remedy));
  }

  @Test
  void aLimitMayBeInAFile() {
    Path file = write("failed", "# of the last run\n\ndb1\n  akd:&datacenter  \n");
    assertThat(names(platform().limit("@" + file + ",!akd2", at()))).containsExactly("db1", "akd1");
    write("failed", "# nobody\n");
    assertThat(fault(() -> platform().limit("@" + file, at())))
        .hasMessageStartingWith(file + ":1:1: this file names no host");
    assertThat(fault(() -> platform().limit("@" + dir.resolve("none"), at())))
        .hasMessage(dir.resolve("none") + ":1:1: this file does not exist");
  }

  @Test
  void aLimitThatLeavesNobodyIsAnError() {
    assertThat(fault(() -> platform().limit("db:!db", at())))
        .hasMessage(
            "play.yml:2:10: the limit \"db:!db\" leaves no host\n"
                + "  -> groundwork inventory graph shows who is where");
  }

  @Test
  void aHostWithTwoValuesInOneFileIsWorthAWarning() {
    Inventory inventory =
        load("one: {hosts: {h: {a: 1, b: 1}}}\ntwo: {hosts: {h: {a: 2, b: 1}}}\n");
    String file = dir.resolve("hosts.yml").toString();
    assertThat(inventory.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ":2:19: host \"h\" gets \"a\" here and at "
                + file
                + ":1:19\n  -> what stands here counts; remove the other, or set it in group_vars");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [web:hots]\\nh1 | 1:6: there is no section of kind "hots" | did you mean "hosts"?
          [web tier]\\nh1 | 1:1: "[web tier]" is no section | write [group], [group:children] or [group:vars], without blanks
          [web]\\nh1 a=1 b | 2:8: "b" is no name=value | put quotes around a value with blanks: name="a b"
          [web]\\nh1 a="x | 2:6: the quote that opens here is never closed | close it, or write \\" for the character itself
          [web]\\nh[3:1] | 2:1: host "h[3:1]" has a range that runs backwards: [3:1] |
          [web]\\nh;1 | 2:1: "h;1" cannot be the name of a host | a host's name has letters, digits, ".", "-" and "_"
          [web]\\nh1\\n[wbe:vars]\\na=1 | 3:2: group "wbe" is defined nowhere | did you mean "web"?
          [web]\\nh1\\n[top:children]\\nwbe | 4:1: group "wbe" is defined nowhere | did you mean "web"?
          [web]\\nh1\\n[web:vars]\\nnothing | 4:1: "nothing" is no name=value | a section of variables has one name=value on each line
          [web]\\nh1\\n[web:vars]\\n  ansible_prot = 22 | 4:3: there is no connection variable "ansible_prot" | did you mean "ansible_port"?
          [web]\\nh1 ansible_hots=x | 2:4: there is no connection variable "ansible_hots" | did you mean "ansible_host"?
          [web]\\nh1\\n[web:children]\\nweb | 4:1: group "web" holds itself: web -> web |
          """)
  void whatIsWrongInTheIniFormIsSaidWithItsPlace(String ini, String summary, String remedy) {
    Path file = write("hosts.ini", ini.replace("\\n", "\n"));
    assertThat(fault(() -> Inventory.load(List.of(file))))
        .hasMessage(file + ":" + summary + (remedy == null ? "" : "\n  -> " + remedy));
  }

  @Test
  void fractionsInTheIniFormKeepTheirDigits() {
    Inventory inventory = Inventory.load(List.of(write("hosts", "h v=1.10\n[all:vars]\nw=16.0\n")));
    assertThat(value(inventory, "h", "${v}")).contains("1.10");
    assertThat(value(inventory, "h", "${w}")).contains("16.0");
  }

  @Test
  void aProgramIsNoInventory() {
    Path file = write("dynamic", "#!/bin/sh\necho {}\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    assertThat(fault(() -> Inventory.load(List.of(file))))
        .hasMessageStartingWith(file + ":1:1: an inventory that is a program is not run");
  }

  @Test
  void whatASealedFileSaysIsSecretButNotWhereAHostIs() {
    String sealed =
        Vault.seal(
            "ansible_host: 10.0.0.9\npin: value\n".getBytes(UTF_8),
            new VaultPassword(Secret.of("open")));
    write("group_vars/all.yml", sealed);
    Path hosts = write("hosts", "h\n");
    assertThat(fault(() -> Inventory.load(List.of(hosts))))
        .hasMessageStartingWith(
            dir.resolve("group_vars/all.yml") + ":1:1: this is sealed, and no vault password");
    Inventory inventory = Inventory.load(List.of(hosts), Vault.of(Secret.of("open")));
    assertThat(value(inventory, "h", "${pin}")).contains(Secret.of("value"));
    assertThat(value(inventory, "h", "${ansible_host}")).contains("10.0.0.9");
  }

  @Test
  void aSealedSettingThatCannotBeOpenedIsFoundBeforeAnyHostIsReached() {
    String sealed = Vault.seal("x".getBytes(UTF_8), new VaultPassword(Secret.of("open"))).indent(2);
    Path vars = write("group_vars/all.yml", "ansible_password: !vault |\n" + sealed);
    Path hosts = write("hosts", "h1\nh2\n");
    Inventory closed = Inventory.load(List.of(hosts), Vault.of(Secret.of("other")));
    assertThat(fault(() -> closed.checkSealed(closed.hosts())))
        .hasMessage(
            vars
                + ":1:19: this is sealed, and no vault password given opens it\n"
                + "  -> it is another password, or the file was changed by hand");
    Inventory open = Inventory.load(List.of(hosts), Vault.of(Secret.of("open")));
    open.checkSealed(open.hosts());
  }

  private static LoadException fault(ThrowingCallable step) {
    return catchThrowableOfType(LoadException.class, step);
  }

  @Test
  void anUnknownNameWithNothingNearListsWhatThereIs() {
    assertThat(catchThrowableOfType(LoadException.class, () -> platform().select("xyzzy", at())))
        .hasMessage(
            "play.yml:2:10: no host and no group is called \"xyzzy\"\n  -> the inventory has"
                + " akd, akd1, akd2, akmta, all, clickhouse, datacenter, db, db1, db2, db3,"
                + " db9.example.com, …");
  }

  @Test
  void twoHostsWithOneAddressAreWorthAWarning() {
    Inventory inventory =
        load(
            """
            all:
              hosts:
                a: {ansible_host: 198.18.0.2}
                b: {ansible_host: 198.18.0.2, ansible_port: 22}
                c: {ansible_host: 198.18.0.2, ansible_port: 2222}
                d: {ansible_host: "198.18.0.${n}"}
                198.18.0.2:
                e: {ansible_connection: local, ansible_host: 198.18.0.2}
                f: {ansible_host: c}
            """);
    String file = dir.resolve("hosts.yml").toString();
    assertThat(inventory.warnings())
        .extracting(Problem::toString)
        .containsExactly(
            file
                + ":4:5: hosts \"a\" and \"b\" have one address, 198.18.0.2\n"
                + "  -> if they are one machine, keep one of them: both would change it at once",
            file
                + ":7:5: hosts \"a\" and \"198.18.0.2\" have one address, 198.18.0.2\n"
                + "  -> if they are one machine, keep one of them: both would change it at once");
  }

  @Test
  void aHostAndAGroupOfOneNameAreWorthAWarning() {
    assertThat(load("x: {hosts: {x: }}").warnings())
        .extracting(Problem::summary)
        .containsExactly("\"x\" is a host and a group");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          all: {hsts: {a: }} | 1:7: group "all" has no "hsts" | did you mean "hosts"?
          all: {hosts: [a]} | 1:14: "hosts" must be a mapping, not a list | write each one as a key: "db1:"
          all: {hosts: a} | 1:14: "hosts" must be a mapping, not a text | write each one as a key: "db1:"
          all: {hosts: {a: b}} | 1:18: host "a" takes variables, not a text | write "a:" and the variables below it, or nothing
          all: {hosts: {a: }, vars: [x]} | 1:27: "vars" must be a mapping, not a list |
          all: [a] | 1:6: group "all" must be a mapping, not a list | it takes hosts, children, vars
          hosts: {a: } | 1:1: "hosts" stands outside of a group | put it below "all:"
          [{hosts: all}] | 1:1: an inventory is a mapping of groups, not a list | a playbook goes without -i
          db1 | 1:1: an inventory is a mapping of groups, not a text | write the group "all:" and its "hosts:" below it; a file in Ansible's INI form has no ending, or .ini
          all: {hosts: {"a;b": }} | 1:15: "a;b" cannot be the name of a host | a host's name has letters, digits, ".", "-" and "_"
          all: {hosts: {"-oProxyCommand=x": }} | 1:15: "-oProxyCommand=x" cannot be the name of a host | a host's name has letters, digits, ".", "-" and "_"
          all: {hosts: {"a:b": }} | 1:15: "a:b" cannot be the name of a host | give the port as ansible_port, an IPv6 address as ansible_host
          all: {hosts: {"a:99999": }} | 1:15: host "a:99999" has the port 99999; ports end at 65535 |
          all: {hosts: {"a[3:1]": }} | 1:15: host "a[3:1]" has a range that runs backwards: [3:1] |
          all: {hosts: {"a[1-3]": }} | 1:15: host "a[1-3]" has no range in [1-3]; write it as in [1:3], [01:12:2] or [a:f] |
          all: {hosts: {"a[01:1000]": }} | 1:15: host "a[01:1000]" has a range whose ends are not of one width: [01:1000] |
          all: {hosts: {"a[0:9999999]": }} | 1:15: host "a[0:9999999]" stands for more than 10000 hosts |
          all: {hosts: {"a[1:3:0]": }} | 1:15: host "a[1:3:0]" has a range that never ends: [1:3:0] |
          "a b": {hosts: {a: }} | 1:1: "a b" cannot be the name of a group | a group's name has letters, digits, "_", "-" and "."
          db: {hosts: {a: }, children: {db: }} | 1:31: group "db" holds itself: db -> db |
          a: {children: {b: }, hosts: {h: }}\\nb: {children: {a: }} | 2:16: group "a" holds itself: a -> b -> a |
          a: {children: {all: }, hosts: {h: }} | 1:16: "all" holds every group and cannot be a child |
          db: {hosts: {a: }}\\nx: {children: {dbb: }} | 2:16: group "dbb" is defined nowhere | did you mean "db"?
          db: {hosts: {a: {ansible_hst: 1}}} | 1:18: there is no connection variable "ansible_hst" | did you mean "ansible_host"?
          db: {hosts: {a: {ansbile_host: 1}}} | 1:18: "ansbile_host" is almost a connection variable | did you mean "ansible_host"?
          db: {hosts: {a: {ansible_frobnicate: 1}}} | 1:18: there is no connection variable "ansible_frobnicate" | names that begin with ansible_ are kept for the connection
          db: {hosts: {a: {ansible_group_priority: 1}}} | 1:18: "ansible_group_priority" is not supported | only the variables of a group in the inventory itself set it, not group_vars or a host
          db: {hosts: {a: }, vars: {ansible_group_priority: high}} | 1:51: ansible_group_priority must be a whole number |
          db: {hosts: {a: {my-var: 1}}} | 1:18: "my-var" cannot be the name of a variable | a name has letters, digits and underscores, as in my_var
          db: {hosts: {a: {groups: 1}}} | 1:18: "groups" is set for every host already | choose another name
          db: {hosts: {a: {vars: {x: 1}}}} | 1:18: "vars" cannot be the name of a variable | write the variables directly here, without "vars:"
          all: {} | 1:1: the inventory has no hosts | write them below "all:" and "hosts:", each as a key: "db1:"
          # nothing | 1:1: the inventory has no hosts | write them below "all:" and "hosts:", each as a key: "db1:"
          """)
  void whatIsWrongIsSaidWithItsPlaceAndWhatToDo(String yaml, String summary, String remedy) {
    LoadException e =
        catchThrowableOfType(LoadException.class, () -> load(yaml.replace("\\n", "\n")));
    assertThat(e.problems()).hasSize(1);
    assertThat(e)
        .hasMessage(
            dir.resolve("hosts.yml") + ":" + summary + (remedy == null ? "" : "\n  -> " + remedy));
  }

  @Test
  void everyProblemIsToldAtOnce() {
    write("group_vars/dbb.yml", "x: 1\n");
    write("host_vars/nobody.yml", "x: 1\n");
    write("group_vars/db.yml", "- a\n");
    write("group_vars/all.yml", "ansible_prt: 1\na: 1\na: 2\n");
    write("host_vars/a/x.yml", "ansible_prt: 1\n");
    LoadException e =
        catchThrowableOfType(
            LoadException.class, () -> load("db: {hosts: {a: }}\nweb: {hosts: {b: }}\n"));
    assertThat(e.getMessage().replace(dir + "/", ""))
        .isEqualTo(
            """
            group_vars/all.yml:3:1: the key "a" stands here a second time
              -> it stands already at group_vars/all.yml:2:1; remove one of them
            group_vars/db.yml:1:1: variables are a mapping, not a list
            group_vars/dbb.yml:1:1: there is no group "dbb"
              -> did you mean "db"?
            host_vars/a/x.yml:1:1: there is no connection variable "ansible_prt"
              -> did you mean "ansible_port"?
            host_vars/nobody.yml:1:1: there is no host "nobody"
              -> remove the file, or add the host to the inventory""");
  }

  @Test
  void aFileAndAFolderForOneGroupAreRefused() {
    write("group_vars/db.yml", "x: 1\n");
    write("group_vars/db/x.yml", "x: 2\n");
    assertThat(catchThrowableOfType(LoadException.class, () -> load("db: {hosts: {a: }}")))
        .hasMessageContaining("the variables of group \"db\" are in ");
  }

  @Test
  void aMissingInventoryIsSaidSo() {
    Path missing = dir.resolve("nope.yml");
    assertThat(catchThrowableOfType(LoadException.class, () -> Inventory.load(List.of(missing))))
        .hasMessage(missing + ":1:1: this file does not exist");
    assertThat(catchThrowableOfType(LoadException.class, () -> Inventory.load(List.of())))
        .hasMessage("no inventory is given\n  -> name one with -i FILE");
  }

  @Test
  void rangesExpandAsAnsibleDoes() {
    assertThat(HostRange.expand("db[1:3]")).containsExactly("db1", "db2", "db3");
    assertThat(HostRange.expand("db[01:12:5].x")).containsExactly("db01.x", "db06.x", "db11.x");
    assertThat(HostRange.expand("[a:c]")).containsExactly("a", "b", "c");
    assertThat(HostRange.expand("r[a:b]-[1:2]")).containsExactly("ra-1", "ra-2", "rb-1", "rb-2");
    assertThat(HostRange.expand("n[:2]")).containsExactly("n0", "n1", "n2");
    assertThat(HostRange.expand("n[8:11]")).containsExactly("n8", "n9", "n10", "n11");
    assertThat(HostRange.expand("plain")).containsExactly("plain");
  }

  private Inventory platform() {
    return load(PLATFORM);
  }

  private Inventory load(String yaml) {
    return Inventory.load(List.of(write("hosts.yml", yaml)));
  }

  private Path write(String name, String text) {
    try {
      Path file = dir.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Object> value(Inventory inventory, String host, String text) {
    Node node =
        ((Mapping) Yaml.parse("a: \"" + text + "\"", "f").orElseThrow()).get("a").orElseThrow();
    return new Templates(new Redactor()).value(node, inventory.scope(host(inventory, host)));
  }

  private static Host host(Inventory inventory, String name) {
    return inventory.host(name).orElseThrow();
  }

  private static List<String> names(List<Host> hosts) {
    return hosts.stream().map(Host::name).toList();
  }

  private static Position at() {
    return new Position("play.yml", 2, 10);
  }
}
