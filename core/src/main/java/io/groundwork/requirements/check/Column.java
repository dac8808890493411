package io.groundwork.requirements.check;

import java.util.Locale;
import java.util.Optional;

/** The two kinds of servers that the document gives figures for. */
public enum Column {
  CONTROL,
  SENDING;

  /** The word for it in the data. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Column> of(String word) {
    for (Column column : values()) {
      if (column.word().equals(word)) {
        return Optional.of(column);
      }
    }
    return Optional.empty();
  }
}
