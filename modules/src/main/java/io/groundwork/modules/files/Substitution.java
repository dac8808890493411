package io.groundwork.modules.files;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What {@code replace} does to a text.
 *
 * @param within finds the part of the text to look at, as its group {@code subsection}; empty for
 *     all of it
 * @param regexp what is replaced
 * @param by what takes its place
 */
record Substitution(Optional<PythonRegex> within, PythonRegex regexp, BackReferences by)
    implements TextEdit {

  static final String PART = "subsection";

  Substitution {
    Objects.requireNonNull(within, "within");
    Objects.requireNonNull(regexp, "regexp");
    Objects.requireNonNull(by, "by");
  }

  @Override
  public boolean present() {
    return true;
  }

  @Override
  public String holds() {
    return "holds nothing to replace";
  }

  @Override
  public String creates() {
    return "";
  }

  @Override
  public boolean repeats() {
    return true;
  }

  @Override
  public Edited apply(String text) {
    int from = 0;
    int to = text.length();
    if (within.isPresent()) {
      Matcher part = within.get().matcher(text);
      if (!part.find()) {
        return new Edited(text, "Pattern for before/after params did not match the given file");
      }
      int group = within.get().group(PART).orElseThrow();
      from = part.start(group);
      to = part.end(group);
    }
    String section = text.substring(from, to);
    StringBuilder replaced = new StringBuilder();
    Matcher match = regexp.matcher(section);
    int count = 0;
    int last = 0;
    while (match.find()) {
      replaced.append(section, last, match.start()).append(by.expand(match));
      last = match.end();
      count++;
    }
    replaced.append(section, last, section.length());
    String after = text.substring(0, from) + replaced + text.substring(to);
    return new Edited(after, after.equals(text) ? "" : count + " replacements made");
  }
}
