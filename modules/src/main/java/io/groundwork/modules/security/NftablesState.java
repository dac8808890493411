package io.groundwork.modules.security;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a table of nftables stands.
 *
 * @param usable whether there is nft
 * @param others firewalls that are at work besides it
 * @param included whether the main configuration includes the file
 * @param stored the file; empty when there is none
 * @param live the table in force, as nft shows it; empty when there is none
 * @param shown the wanted table as nft would show it; empty when that cannot be told
 * @param trouble what nft says against the wanted rules
 * @param loginPort the port that this login came in by; empty when it is not known
 */
record NftablesState(
    boolean usable,
    List<String> others,
    boolean included,
    Optional<String> stored,
    Optional<String> live,
    Optional<String> shown,
    String trouble,
    String loginPort) {

  /** Parses what {@code nftables.probe.sh} prints. */
  static NftablesState parse(Reading reading) {
    List<String> others = new ArrayList<>();
    Map<String, String> texts = new LinkedHashMap<>();
    boolean usable = true;
    boolean included = false;
    String login = "";
    String text = "";
    StringBuilder content = new StringBuilder();
    for (String line : Splitter.on('\n').split(reading.state() + "\n" + reading.context())) {
      if (!text.isEmpty()) {
        if (line.equals(".")) {
          texts.put(text, content.toString());
          text = "";
        } else {
          content.append(line).append('\n');
        }
      } else if (line.equals("no-nft")) {
        usable = false;
      } else if (line.equals("included")) {
        included = true;
      } else if (Firewalls.active(line).isPresent()) {
        others.add(Firewalls.active(line).get());
      } else if (line.startsWith("login ") || line.equals("login")) {
        login = line.substring(line.lastIndexOf(' ') + 1).replace("login", "");
      } else if (List.of("stored", "live", "shown", "trouble").contains(line)) {
        text = line;
        content.setLength(0);
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException("unexpected line about nftables: " + line);
      }
    }
    // The file's own last newline stands in front of the one that ends it here.
    Optional<String> stored =
        Optional.ofNullable(texts.get("stored"))
            .map(file -> file.endsWith("\n\n") ? file.substring(0, file.length() - 1) : file);
    return new NftablesState(
        usable,
        others,
        included,
        stored,
        Optional.ofNullable(texts.get("live")),
        Optional.ofNullable(texts.get("shown")),
        texts.getOrDefault("trouble", "").strip(),
        login);
  }
}
