package io.groundwork.vars;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.vault.Vault;
import io.groundwork.vault.VaultPassword;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Yaml;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {

  private static final String VARIABLES =
      """
      port: 5432
      flag: true
      text: hello
      version: 1.10
      mode: 0644
      nothing:
      list: [a, "${text}", 3]
      user: {name: bob, home: "/home/${user.name}", password: s3cret-pw}
      url: "http://${text}:${port}/"
      alias: ${list}
      later_text: "${text}${version}"
      db_password: pa$$ 'w"rd
      app_password: "${db_password}"
      dsn: "host=x password=${db_password}"
      raw: !unsafe "${text} {{ x }}"
      hello_port: 1
      become_pass: 12345678
      generate_password: true
      tokens_seen: 3
      a: "${b}"
      b: "x${c}"
      c: "${a}"
      self: "${self}"
      broken: "${nowhere}"
      """;

  private final Redactor redactor = new Redactor();
  private final Templates templates = new Templates(redactor);

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "plain; plain",
        "${text}; hello",
        "\"${text} world\"; hello world",
        "\"port ${port}\"; port 5432",
        "\"flag ${flag}\"; flag true",
        "${sha256(text)}; 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "${version}; 1.10",
        "${mode}; 0644",
        "${url}; http://hello:5432/",
        "${later_text}; hello1.10",
        "${user.home}; /home/bob",
        "${list[1]}; hello",
        "${list?join(\"-\")}; a-hello-3",
        "${missing!\"x\"}; x",
        "${(user.missing)!\"x\"}; x",
        "${port * 1000}; 5432000",
        "${1/4}; 0.25",
        "${text?upper_case}; HELLO",
        "\"<#if flag>yes<#else>no</#if>\"; yes",
        "\"<#list list as i>${i},</#list>\"; a,hello,3,",
        "\"<#list {'k': 'v'} as k, v>${k}=${v}</#list>\"; k=v",
        "${raw}; ${text} {{ x }}",
        "!unsafe \"${port}\"; ${port}",
        "\"${r\"${HOME}\"}\"; ${HOME}",
        "\"$HOME #{port} @{x}\"; $HOME #{port} @{x}",
        "<#noparse>${text}</#noparse>; ${text}",
        "\"${text?then}\"; !",
      })
  void rendersTexts(String yaml, String expected) {
    if (expected.equals("!")) {
      assertThatThrownBy(() -> value(yaml)).isInstanceOf(LoadException.class);
      return;
    }
    assertThat(value(yaml.replace("${r\"${HOME}\"}", "${r'${HOME}'}")).map(Object::toString))
        .contains(expected);
  }

  @Test
  void oneInterpolationKeepsItsType() {
    assertThat(value("${port}")).contains(5432L);
    assertThat(value("${flag}")).contains(true);
    assertThat(value("${port + 1}")).contains(5433L);
    assertThat(value("${port > 1}")).contains(true);
    assertThat(value("${list}")).contains(List.of("a", "hello", 3L));
    assertThat(value("${alias}")).contains(List.of("a", "hello", 3L));
    assertThat(value("${list?size}")).contains(3L);
    assertThat(value("${user}"))
        .contains(Map.of("name", "bob", "home", "/home/bob", "password", Secret.of("s3cret-pw")));
    assertThat(value("${user?keys}")).contains(List.of("name", "home", "password"));
    assertThat(value("${[1, text]}")).contains(List.of(1L, "hello"));
    assertThat(value("\"${{'k': port}}\"")).contains(Map.of("k", 5432L));
    assertThat(value("${list?filter(i -> i?is_string)}")).contains(List.of("a", "hello"));
  }

  @Test
  void aWholeMappingIsRenderedThroughout() {
    assertThat(value("{x: '${text}', y: [1, {z: '${port}'}], n: }"))
        .contains(new LinkedHashMap<>(Map.of("x", "hello", "y", List.of(1L, Map.of("z", 5432L)))));
  }

  @Test
  void nothingStaysNothing() {
    assertThat(value("~")).isEmpty();
    assertThat(value("${nothing}")).isEmpty();
    assertThat(value("${missing!}")).isEmpty();
    assertThat(value("\"\"")).contains("");
    assertThat(value("${missing!\"\"}")).contains("");
    assertThat(condition("nothing??")).isFalse();
  }

  @Test
  void dataIsNeverRenderedWhateverItHolds() {
    String evil = "${text} <#list 1..2 as x>${x}</#list> {{ x }} ${\"a\"?new()}";
    Scope scope =
        scope().with(Map.of("seen", Binding.Known.of(evil), "all", known(List.of(evil, evil))));
    assertThat(templates.value(node("${seen}"), scope)).contains(evil);
    assertThat(templates.value(node("\"=${seen}=\""), scope)).contains("=" + evil + "=");
    assertThat(templates.value(node("${all}"), scope)).contains(List.of(evil, evil));
    assertThat(templates.value(node("${all[1]}"), scope)).contains(evil);
    assertThat(templates.render("t", "${seen}", scope)).isEqualTo(evil);
    Scope through = scope.with(Map.of("v", new Binding.Written(node("${seen}"))));
    assertThat(templates.value(node("${v}"), through)).contains(evil);
  }

  @Test
  void whatIsNotKnownYetIsNamed() {
    Scope scope =
        scope()
            .with(
                Map.of(
                    "result",
                    new Binding.Nested(
                        Scope.of(Map.of("stdout", new Binding.Pending("task 'x' has to run"))))));
    assertThatThrownBy(() -> templates.value(node("a ${result.stdout} b"), scope))
        .isInstanceOf(NotKnownYetException.class)
        .hasMessage("result.stdout is not known yet: task 'x' has to run");
    assertThatThrownBy(() -> templates.condition("result.stdout == 'x'", at(), scope))
        .isInstanceOf(NotKnownYetException.class);
    assertThatThrownBy(() -> templates.value(node("${result.stdout!\"d\"}"), scope))
        .isInstanceOf(NotKnownYetException.class);
    assertThatThrownBy(() -> templates.render("t", "${result.stdout}", scope))
        .isInstanceOf(NotKnownYetException.class);
  }

  @Test
  void nestedMembersSeeTheirOwnVariables() {
    Scope other =
        Scope.of(
            Map.of(
                "port", known(1L),
                "url", new Binding.Written(node("\"db:${port}\"")),
                "broken", new Binding.Written(node("${text}"))));
    Scope scope = scope().with(Map.of("hostvars", nested(Map.of("db", new Binding.Nested(other)))));
    assertThat(templates.value(node("${hostvars.db.url}"), scope)).contains("db:1");
    assertThat(templates.value(node("${hostvars['db'].url}"), scope)).contains("db:1");
    assertThat(templates.value(node("${hostvars?keys}"), scope)).contains(List.of("db"));
    assertThatThrownBy(() -> templates.value(node("${hostvars.db.broken}"), scope))
        .hasMessageContaining("\"text\" is not defined");
    assertThat(templates.value(node("${hostvars}"), scope)).contains(Map.of());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "${txt};            1:6: \"txt\" is not defined; did you mean \"text\"?",
        "\"a ${txt}\";      1:9: \"txt\" is not defined; did you mean \"text\"?",
        "|\\n  a\\n    ${txt}; 3:7: \"txt\" is not defined; did you mean \"text\"?",
        "${user.nme};       1:6: \"user.nme\" is not defined; did you mean \"user.name\"?",
        "${usr.name};       1:6: \"usr\" is not defined; did you mean \"user\"?",
        "${zzzzzz};         1:6: \"zzzzzz\" is not defined; define it, or say what to take instead: zzzzzz!\"…\"",
        "\"a ${HOME}\";     1:9: \"HOME\" is not defined; define it; if the shell shall read it, write ${r\"${HOME}\"}",
        "\"a ${nothing}\";  1:9: \"nothing\" is null; say what to take instead: nothing!\"…\"",
        "${broken};         24:12: \"nowhere\" is not defined; define it, or say what to take instead: nowhere!\"…\"",
        "\"a ${list}\";     1:9: \"list\" is a list, which has no place in a text; join it: ${list?join(\", \")}",
        "\"a ${user}\";     1:9: \"user\" is a mapping, which has no place in a text; name one of its members",
        "${text - 1};       1:6: \"text\" is a text, not a number; a text is made a number by text?number",
        "${text.x};         1:6: \"text\" is a text and has no members;",
        "${port == 'x'};    1:6: \"port == \"x\"\" compares a number with a text; make both numbers with ?number, or both texts with ?string",
        "\"<#if text>x</#if>\"; 1:10: \"text\" is a text, not true or false; compare it, as in text == \"yes\"",
        "${port/0};         1:4: Arithmetic operation failed: / by zero;",
        "${text;            1:9: \"${\" is not closed;",
        "${text + };        1:13: \"}\" cannot stand here;",
        "${text?uper_case}; 1:11: there is no built-in ?uper_case; did you mean \"?upper_case\"?",
        "\"<#foo> ${text}\"; 1:6: there is no directive <#foo>; put <#noparse>…</#noparse> around what is not meant for Groundwork",
        "\"<#if flag>${text}\"; 1:21: <#if> is not closed;",
        "${text is defined}; 1:11: \"is\" cannot stand here; write it in Freemarker: \"x is defined\" is x??",
        "${\"x};            1:9: a quote is not closed, or a character has no meaning here;",
        "\"${text | default('x')}\"; 1:4: a filter with \"|\" is Jinja, not Freemarker; write it in Freemarker: \"x | default('a')\" is x!\"a\"",
        "\"{{ text }}\";    1:4: {{ … }} and {% … %} are not Groundwork's template language; write ${x} for {{ x }} and <#if x>…</#if> for {% if x %}; a text meant as it is carries the tag !unsafe, or stands in <#noparse>…</#noparse>",
        "\"{% if x %}\";    1:4: {{ … }} and {% … %} are not Groundwork's template language; write ${x} for {{ x }} and <#if x>…</#if> for {% if x %}; a text meant as it is carries the tag !unsafe, or stands in <#noparse>…</#noparse>",
        "{\"${text}\": 1};  1:5: a key cannot hold ${…}: \"${text}\"; only values are rendered",
        "\"<#stop 'no way'>\"; 1:5: no way;",
      })
  void whatIsWrongIsSaidInOneLineWithItsPlace(String yaml, String message, String remedy) {
    String[] parts = {message, remedy == null ? "" : remedy};
    LoadException e = error(() -> value(yaml.replace("\\n", "\n")));
    String file = message.startsWith("24:") ? "vars.yml:" : "f:";
    assertThat(e.problems()).hasSize(1);
    assertThat(e.problems().get(0).where() + ": " + e.problems().get(0).summary())
        .isEqualTo("Optional[" + file + parts[0].replaceFirst(": ", "]: "));
    assertThat(e.problems().get(0).remedy().orElse("")).startsWith(parts[1]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${text?new()}",
        "${'freemarker.template.utility.Execute'?new()('id')}",
        "${text?eval}",
        "${text?interpret}",
        "${text?eval_json}",
        "${text?api}",
        "${text ? eval}",
        "${text?<#-- -->eval}",
        "${'${text?eval}'}",
        "${'${text?\\x0065val}'}",
        "${list?map(i -> i?eval)}",
        "<#assign x = text?eval>",
        "<#macro m p=text?eval></#macro>",
        "<#include 'x'>",
        "<#import 'x' as x>",
        "<#setting number_format='0'>",
        "${.get_optional_template('x').exists}",
        "<#if text?eval></#if>",
        "${text?evalJson}",
        "<#list text?eval as x></#list>",
        "<#switch text><#case text?eval></#switch>",
        "<#function f x=text?eval><#return text?eval></#function>",
        "<#escape x as x?eval>${text}</#escape>",
        "<#list 1.. as i>${i}</#list>",
        "<#assign all = 1..><#list all as i></#list>",
        "<#list (1..) as i></#list>",
        "${(1..)?filter(i -> i > 5)?size}"
      })
  void whatNoTemplateMayDoIsRefused(String text) {
    assertThat(error(() -> templates.render("t", text, scope())).getMessage())
        .matches("t:\\d+:\\d+: .*(is not available in templates|(Unknown built-in|no built-in).*)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a ?eval b",
        "${'what?new'}",
        "${\"it?eval\"}",
        "http://x/?new=1 ${''}",
        "${r'${x?eval}'}${''}",
        "<#noparse>${x?eval}</#noparse>"
      })
  void aTextThatOnlyLooksRefusedIsTaken(String text) {
    assertThat(templates.render("t", text, scope())).isNotEmpty();
  }

  @Test
  void aRangeWithoutAnEndMayCut() {
    assertThat(templates.render("t", "${text[1..]} ${list[1..]?size}", scope()))
        .isEqualTo("ello 2");
    assertThat(templates.render("t", "<#macro m a...>${a?size}</#macro><@m 1 2/>", scope()))
        .isEqualTo("2");
  }

  @Test
  void aTemplateThatDoesNotEndIsEnded() {
    assertThat(
            error(
                () ->
                    templates.render(
                        "t", "<#list 1..100000000 as i>a line of some length\n</#list>", scope())))
        .hasMessage(
            "t:1:1: this template writes more than 16 MiB\n"
                + "  -> give its loop or recursion an end");
    assertThat(error(() -> templates.render("t", "<#macro m><@m/></#macro><@m/>", scope())))
        .hasMessage(
            "t:1:1: a macro or function of this template calls itself without end\n"
                + "  -> give its loop or recursion an end");
  }

  @Test
  void javaIsOutOfReach() {
    for (String text :
        List.of(
            "${text.class}",
            "${list.size()}",
            "${user.getClass()}",
            "${compress}",
            "${text?c}",
            "${.data_model.class}",
            "${port.class.name}",
            "${user?api.size()}")) {
      if (text.equals("${text?c}")) {
        continue;
      }
      assertThatThrownBy(() -> templates.render("t", text, scope()))
          .isInstanceOf(LoadException.class);
    }
  }

  @Test
  void aVariableThatNeedsItselfIsNamedWithItsPlaces() {
    assertThat(error(() -> value("${a}")))
        .hasMessage(
            "vars.yml:20:4: \"a\" needs itself: a -> b -> c -> a\n"
                + "  -> a at vars.yml:20:4, b at vars.yml:21:4, c at vars.yml:22:4");
    assertThat(error(() -> value("${self}")))
        .hasMessageStartingWith("vars.yml:23:7: \"self\" needs itself: self -> self");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "flag;true",
        "!flag;false",
        "port == 5432;true",
        "port > 5000 && flag;true",
        "text == 'x';false",
        "missing??;false",
        "true;true",
        "True;true",
        "yes;true",
        "No;false",
        "off;false",
        "(missing!'yes');true",
        "list?seq_contains('a');true",
        "text?starts_with(\"he\");true",
        "port gt 1;true"
      })
  void conditionsHold(String expression, boolean holds) {
    assertThat(condition(expression)).isEqualTo(holds);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "port; 9:7: \"port\" is a number, not true or false; compare it, as in port == \"…\"",
        "text; 9:7: \"text\" is a text, not true or false; compare it, as in text == \"…\"",
        "list; 9:7: \"list\" is a list, not true or false; ask whether it holds something: list?has_content",
        "nothing; 9:7: \"nothing\" is null, not true or false; compare it, as in nothing == \"…\"",
        "flag && txt; 9:15: \"txt\" is not defined; did you mean \"text\"?",
        "text is defined; 9:12: \"is\" cannot stand here; write it in Freemarker: \"x is defined\" is x??",
        "x is not defined; 9:9: \"is\" cannot stand here; write it in Freemarker: \"x is not defined\" is !(x??)",
        "flag and text == 'x'; 9:12: \"and\" cannot stand here; write it in Freemarker: \"and\" is &&",
        "flag or text == 'x'; 9:12: \"or\" cannot stand here; write it in Freemarker: \"or\" is ||",
        "not flag; 9:11: \"flag\" cannot stand here; write it in Freemarker: \"not x\" is !x",
        "'a' in list; 9:11: \"in\" cannot stand here; write it in Freemarker: \"x in y\" is y?seq_contains(x)",
        "flag | default(false); 9:7: a filter with \"|\" is Jinja, not Freemarker; write it in Freemarker: \"x | default('a')\" is x!\"a\"",
        "'{{ flag }}'; 9:7: \"'{{ flag }}'\" is a text, not true or false; compare it, as in '{{ flag }}' == \"…\"",
        "{{ flag }}; 9:15: \"}\" cannot stand here; write it in Freemarker: name a variable without {{ }}",
        "${flag}; 9:7: a condition is an expression as it stands, without ${…}; write flag",
        "flag &&; 9:14: the expression ends too early;",
        "flag)><#assign x=(1; 9:7: this is not one expression;",
      })
  void aConditionThatDoesNotHoldTogetherIsExplained(
      String expression, String message, String hint) {
    LoadException e = error(() -> condition(expression));
    assertThat(e.problems().get(0).where().orElseThrow() + ": " + e.problems().get(0).summary())
        .isEqualTo("play.yml:" + message);
    assertThat(e.problems().get(0).remedy().orElse("")).isEqualTo(hint == null ? "" : hint);
  }

  @Test
  void secretsStaySecret() {
    Secret password = Secret.of("pa$$ 'w\"rd");
    assertThat(value("${db_password}")).contains(password);
    assertThat(value("${app_password}")).contains(password);
    assertThat(value("\"x ${db_password}\"")).contains(Secret.of("x pa$$ 'w\"rd"));
    assertThat(value("\"x ${app_password}\"")).contains(Secret.of("x pa$$ 'w\"rd"));
    assertThat(value("${dsn}")).contains(Secret.of("host=x password=pa$$ 'w\"rd"));
    assertThat(value("\"<${dsn}>\"")).contains(Secret.of("<host=x password=pa$$ 'w\"rd>"));
    assertThat(value("${db_password?url('UTF-8')}")).containsInstanceOf(Secret.class);
    assertThat(value("${[db_password]}")).contains(List.of(password));
    assertThat(value("{k: '${db_password}'}")).contains(Map.of("k", password));
    assertThat(value("${user.password}")).contains(Secret.of("s3cret-pw"));
    assertThat(value("${become_pass}")).contains(Secret.of("12345678"));
    assertThat(value("{login_password: plain, update_password: always}"))
        .contains(Map.of("login_password", Secret.of("plain"), "update_password", "always"));
  }

  @Test
  void whatOnlyDependsOnASecretByNumberOrTruthIsNone() {
    assertThat(value("${db_password?length}")).contains(10L);
    assertThat(value("${db_password == 'x'}")).contains(false);
    assertThat(condition("db_password?length gt 3")).isTrue();
    assertThat(value("${generate_password}")).contains(true);
    assertThat(value("${tokens_seen}")).contains(3L);
    assertThat(value("\"${text}\"")).contains("hello");
  }

  @Test
  void theRedactorLearnsEverySecretThatIsRead() {
    Scope scope =
        scope()
            .with(
                Map.of(
                    "known", known(Secret.of("known-secret")),
                    "registered", known(Map.of("api_token", "tok-123456", "rest", "open text"))));
    assertThat(templates.render("t", "pw=${db_password} ${known}", scope))
        .isEqualTo("pw=pa$$ 'w\"rd known-secret");
    assertThat(redactor.mask("pw=pa$$ 'w\"rd known-secret")).isEqualTo("pw=*** ***");
    assertThat(templates.value(node("${registered}"), scope))
        .contains(Map.of("api_token", Secret.of("tok-123456"), "rest", "open text"));
    assertThat(redactor.mask("tok-123456 open text")).isEqualTo("*** open text");
    value("${user}");
    assertThat(redactor.mask("s3cret-pw")).isEqualTo("***");
    value("${dsn}");
    assertThat(redactor.mask("host=x")).isEqualTo("host=x");
  }

  @Test
  void errorsDoNotQuoteSecrets() {
    assertThat(error(() -> value("${db_password?number}")).getMessage()).doesNotContain("w\"rd");
    assertThat(error(() -> value("${db_password?date}")).getMessage()).doesNotContain("w\"rd");
  }

  @Test
  void whatNoVariableCanHoldIsAnError() {
    assertThat(error(() -> value("${.now}")))
        .hasMessageContaining("no text, number, truth value, list or mapping");
    assertThat(error(() -> value("\"<#macro m></#macro>${m}\""))).hasMessageContaining("a macro");
    assertThat(value("\"<#attempt>${nope}<#recover>none</#attempt>\"")).contains("none");
  }

  @Test
  void variablesThatNeedEachOtherWithoutEndAreRefused() {
    Map<String, Binding> chain = new HashMap<>();
    for (int i = 0; i < 200; i++) {
      chain.put("v" + i, new Binding.Written(node("\"x${v" + (i + 1) + "}\"")));
    }
    chain.put("v200", known("end"));
    assertThat(error(() -> templates.value(node("${v0}"), Scope.of(chain))))
        .hasMessageContaining("more than 50 variables that need each other");
    assertThat(templates.value(node("${v170}"), Scope.of(chain))).isPresent();
  }

  @Test
  void aSealedValueNeedsAPassword() {
    String sealed = Vault.seal("pass ${x}".getBytes(UTF_8), new VaultPassword(Secret.of("open")));
    String yaml = "!vault |\n" + sealed.indent(2);
    assertThat(error(() -> value(yaml)))
        .hasMessage(
            "f:1:4: this is sealed, and no vault password is given\n"
                + "  -> give it with --vault-password-file FILE or --ask-vault-pass");
  }

  @Test
  void aSealedValueIsASecretAndNoTemplate() {
    String sealed = Vault.seal("pass ${x}".getBytes(UTF_8), new VaultPassword(Secret.of("open")));
    Redactor learning = new Redactor();
    Templates own = new Templates(learning);
    Node node =
        ((Mapping)
                Yaml.parse(
                        "a: !vault |\n" + sealed.indent(2), "f", Vault.of(Secret.of("open")), false)
                    .orElseThrow())
            .get("a")
            .orElseThrow();
    Scope scope = Scope.of(Map.of("motto", new Binding.Written(node)));
    assertThat(own.value(node, scope)).contains(Secret.of("pass ${x}"));
    assertThat(own.value(node("of ${motto?upper_case}"), scope))
        .contains(Secret.of("of PASS ${X}"));
    assertThat(own.render("t", "[${motto}]", scope)).isEqualTo("[pass ${x}]");
    assertThat(learning.mask("[pass ${x}]")).isEqualTo("[***]");
    assertThat(node.toString()).isEqualTo("*** at f:1:4");
  }

  @Test
  void theTextsOfASealedFileAreSecretAndStillTemplates() {
    String yaml = "user: app\nurl: db://${user}:${pin}\npin: 123456\non: true\n";
    Mapping file = (Mapping) Yaml.parse(yaml, "f", Vault.of(Secret.of("open")), true).orElseThrow();
    Map<String, Binding> all = new HashMap<>();
    file.entries().forEach((key, entry) -> all.put(key, new Binding.Written(entry.value())));
    assertThat(templates.value(file, Scope.of(all)))
        .contains(
            Map.of(
                "user", Secret.of("app"),
                "url", Secret.of("db://app:123456"),
                "pin", Secret.of("123456"),
                "on", true));
    assertThat(
            templates.condition(
                "pin?number > 5 && user == \"app\"", Position.of("f"), Scope.of(all)))
        .isTrue();
  }

  @Test
  void templateFilesRenderWithFreemarkersWhitespaceRules() {
    assertThat(
            templates.render(
                "t.conf",
                "port = ${port}\n<#if flag>\nssl = on\n</#if>\n<#list list as i>\n- ${i}\n</#list>\n",
                scope()))
        .isEqualTo("port = 5432\nssl = on\n- a\n- hello\n- 3\n");
    assertThat(error(() -> templates.render("t.conf", "x\n  ${nope}\n", scope())))
        .hasMessageStartingWith("t.conf:2:5: \"nope\" is not defined");
    assertThat(templates.render("t", "", scope())).isEmpty();
    assertThat(templates.render("t", "<a> & \"b\" ${'<&>'}", scope())).isEqualTo("<a> & \"b\" <&>");
  }

  @Test
  void syntaxIsCheckedWithoutRendering() {
    templates.check(node("{a: '${missing}', b: ['${x?upper_case}'], c: !unsafe '${'}"));
    Node wrong = node("{a: '${', b: ['{{ x }}'], '${k}': '${x?nope}'}");
    assertThat(error(() -> templates.check(wrong)).problems()).hasSize(4);
    templates.checkCondition("x?? && y == 1", at());
    assertThat(error(() -> templates.checkCondition("x is defined", at())).problems()).hasSize(1);
    templates.checkText("t", "<#list xs as x>${x}</#list>");
    assertThat(error(() -> templates.checkText("t", "a\n<#list>"))).hasMessageStartingWith("t:2:");
  }

  @Test
  void dynamicIsWhatHasATemplateInIt() {
    assertThat(Templates.isDynamic(node("{a: [x, '${y}']}"))).isTrue();
    assertThat(Templates.isDynamic(node("'<#if x>a</#if>'"))).isTrue();
    assertThat(Templates.isDynamic(node("{a: [x, '$y {z}', '#{x}']}"))).isFalse();
    assertThat(Templates.isDynamic(node("!unsafe '${y}'"))).isFalse();
  }

  @Test
  void manyHostsAndThreadsShareOneInstance() throws Exception {
    Node task =
        node("{name: '${name}-${port}', path: '/srv/${name}/${text?upper_case}', n: '${n}'}");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> hosts =
          IntStream.range(0, 100)
              .mapToObj(i -> (Callable<Boolean>) () -> renders(task, i))
              .toList();
      for (Future<Boolean> host : pool.invokeAll(hosts)) {
        assertThat(host.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private boolean renders(Node task, int host) {
    Scope scope = scope().with(Map.of("name", known("h" + host), "n", known((long) host)));
    boolean all = true;
    for (int i = 0; i < 50; i++) {
      all &=
          templates
              .value(task, scope)
              .equals(
                  Optional.of(
                      Map.of(
                          "name",
                          "h" + host + "-5432",
                          "path",
                          "/srv/h" + host + "/HELLO",
                          "n",
                          (long) host)));
    }
    return all;
  }

  private static LoadException error(Runnable step) {
    return catchThrowableOfType(LoadException.class, step::run);
  }

  private Optional<Object> value(String yaml) {
    return templates.value(node(yaml), scope());
  }

  private boolean condition(String expression) {
    return templates.condition(expression, at(), scope());
  }

  private static Position at() {
    return new Position("play.yml", 9, 7);
  }

  private static Binding known(Object value) {
    return Binding.Known.of(value);
  }

  private static Binding nested(Map<String, Binding> members) {
    return new Binding.Nested(Scope.of(members));
  }

  private static Node node(String yaml) {
    Mapping mapping = (Mapping) Yaml.parse("a: " + yaml, "f").orElseThrow();
    return mapping.get("a").orElseThrow();
  }

  private static Scope scope() {
    Map<String, Binding> bindings = new HashMap<>();
    Mapping mapping = (Mapping) Yaml.parse(VARIABLES, "vars.yml").orElseThrow();
    mapping.entries().forEach((k, e) -> bindings.put(k, new Binding.Written(e.value())));
    return Scope.of(bindings);
  }
}
