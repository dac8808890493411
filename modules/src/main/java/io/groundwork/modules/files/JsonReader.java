package io.groundwork.modules.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a JSON text strictly, by RFC 8259: no comments, no commas at an end. A key that is there
 * twice is refused, since readers differ in which one counts.
 */
final class JsonReader {

  /** The text is no JSON. */
  static final class JsonException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonException(String message) {
      super(message);
    }
  }

  private static final int DEEPEST = 500;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;
  private final String text;

  private JsonReader(JsonParser parser, String text) {
    this.parser = parser;
    this.text = text;
  }

  /**
   * Reads one value that is all of the text.
   *
   * @throws JsonException with line and column
   */
  static JsonNode read(String text) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() == null) {
        throw new JsonException("line 1, column 1: there is no value");
      }
      JsonNode node = new JsonReader(parser, text).value();
      if (parser.nextToken() != null) {
        throw new JsonException(
            place(parser.currentTokenLocation()) + "something follows the value");
      }
      return node;
    } catch (StreamConstraintsException e) {
      throw new JsonException(
          "it is nested more than " + DEEPEST + " deep, or one of its numbers is too long");
    } catch (JsonProcessingException e) {
      throw new JsonException(place(e.getLocation()) + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text cannot fail to be read
    }
  }

  private static String place(JsonLocation where) {
    return "line " + where.getLineNr() + ", column " + where.getColumnNr() + ": ";
  }

  private JsonNode value() throws IOException {
    int start = start();
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(start);
      case START_ARRAY -> items(start);
      case VALUE_STRING -> {
        String string = parser.getText();
        yield new JsonNode.Scalar(start, end(), Optional.of(string));
      }
      case VALUE_TRUE, VALUE_FALSE -> scalar(start, Optional.of(parser.getBooleanValue()));
      case VALUE_NULL -> scalar(start, Optional.empty());
      default -> scalar(start, Optional.of(number()));
    };
  }

  private JsonNode scalar(int start, Optional<Object> value) throws IOException {
    return new JsonNode.Scalar(start, start + parser.getTextLength(), value);
  }

  private Object number() throws IOException {
    boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
    return whole && parser.getTextLength() <= 18
        ? (Object) parser.getLongValue()
        : parser.getDecimalValue();
  }

  private JsonNode mapping(int start) throws IOException {
    Map<String, JsonNode.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      int key = start();
      String name = parser.getText();
      // The parser has gone on to the value by now: the key ends at its own closing quote.
      int end = keyEnd(key);
      parser.nextToken();
      members.put(name, new JsonNode.Member(key, end, value()));
    }
    return new JsonNode.Mapping(start, end(), members);
  }

  private JsonNode items(int start) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return new JsonNode.Items(start, end(), items);
  }

  private int keyEnd(int quote) {
    int at = quote + 1;
    while (text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }

  private int start() {
    return (int) parser.currentTokenLocation().getCharOffset();
  }

  private int end() {
    return (int) parser.currentLocation().getCharOffset();
  }
}
