package io.groundwork.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.event.TaskResult.Verdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes back from a host is data: no template reads it, and no connection heeds it. */
class WhatAHostSaysTest {

  private static final String EVIL =
      "${1+1} ${mine} <#assign mine='theirs'><#list 1..3 as i>x</#list> {{ mine }} ${r\"a\"}";

  @TempDir private Path dir;

  @Test
  void whatATaskRegistersIsNeverATemplate() {
    apply(
        """
        - hosts: all
          vars: {mine: ours}
          tasks:
            - {look: DIR/said, register: said}
            - {name: direct, keep: {path: DIR/direct, content: "${said.content}"}}
            - {name: inside, keep: {path: DIR/inside, content: "<${said.content}> ${mine}"}}
            - name: looped
              keep: {path: "DIR/looped-${item?index_of('$')}", content: "${item}"}
              loop: ["${said.content}"]
            - {name: condition, ask: "true", when: 'said.content?contains("mine")'}
        """);
    assertThat(dir.resolve("direct")).hasContent(EVIL);
    assertThat(dir.resolve("inside")).hasContent("<" + EVIL + "> ours");
    assertThat(dir.resolve("looped-0")).hasContent(EVIL);
  }

  @Test
  void norIsAFactMadeOfIt() {
    apply(
        """
        - hosts: all
          vars: {mine: ours, late: "${again}"}
          tasks:
            - {look: DIR/said, register: said}
            - {note: {again: "${said.content}", deep: {list: ["${said.content}"]}}}
            - {name: fact, keep: {path: DIR/fact, content: "${again}"}}
            - {name: deep, keep: {path: DIR/deep, content: "${deep.list[0]}"}}
            - {name: late, keep: {path: DIR/late, content: "${late}"}}
            - {note: {once_more: "${late}"}}
            - {name: more, keep: {path: DIR/more, content: "${once_more}"}}
            - {name: told, keep: {path: DIR/told, content: "${hostvars[inventory_hostname].mine!'-'}"}}
        """);
    for (String file : new String[] {"fact", "deep", "late", "more"}) {
      assertThat(dir.resolve(file)).hasContent(EVIL);
    }
    assertThat(dir.resolve("told")).hasContent("-");
  }

  @Test
  void noResultAndNoFactReachesTheConnection() {
    Bench.Told told =
        apply(
            """
            - hosts: all
              tasks:
                - {look: DIR/said, register: ansible_become_password}
                - look: DIR/said
                  register: ansible_host
                - note:
                    ansible_connection: ssh
                    ansible_port: 1
                    ansible_user: "${ansible_host.content}"
                    ansible_become: true
                    ansible_become_user: nobody
                    ansible_ssh_common_args: "-o ProxyCommand=touch\\\\ DIR/owned"
                - {name: still here, ask: "id -un"}
                - {name: and here, keep: {path: DIR/here, content: "x"}}
            - hosts: all
              tasks:
                - {name: in the next play, ask: "true"}
            """);
    assertThat(told.verdict("still here")).isEqualTo(Verdict.CHANGED);
    assertThat(told.verdict("and here")).isEqualTo(Verdict.CHANGED);
    assertThat(told.verdict("in the next play")).isEqualTo(Verdict.CHANGED);
    assertThat(dir.resolve("here")).isRegularFile();
    assertThat(dir.resolve("owned")).doesNotExist();
  }

  private Bench.Told apply(String playbook) {
    Bench.Told told = new Bench(dir).file("said", EVIL + "\n").apply(playbook);
    assertThat(told.done())
        .allSatisfy(
            done ->
                assertThat(done.result().verdict())
                    .as("%s: %s", done.task().title(), done.result())
                    .isNotIn(Verdict.FAILED, Verdict.SKIPPED));
    return told;
  }
}
