package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a web server answered, as {@code uri.sh} told it.
 *
 * @param status its code; -1 when there was no answer
 * @param url the address it came from in the end
 * @param seconds how long it took
 * @param reason the words beside the code
 * @param headers the last answer's, names in small letters; one that came more than once is joined
 * @param cookies those that were set
 * @param size bytes of the content
 * @param body the content; empty when it was too large
 */
record Answer(
    long status,
    String url,
    long seconds,
    String reason,
    Map<String, String> headers,
    Map<String, String> cookies,
    long size,
    Optional<byte[]> body) {

  private static final Pattern JSON =
      Pattern.compile(
          "[a-z]+/(?:[^;+]*\\+)?(?:json|javascript)\\s*(?:;.*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARSET = Pattern.compile("charset=\"?([A-Za-z0-9._:-]+)");
  private static final Splitter LINES = Splitter.on('\n');

  Answer {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(body, "body");
  }

  /** The answer; empty when the text is not whole, as after a cut. */
  static Optional<Answer> parse(String out) {
    List<String> lines = LINES.splitToList(out);
    int headers = lines.indexOf("headers");
    if (headers < 3 || !lines.get(0).startsWith("status ")) {
      return Optional.empty();
    }
    int body = lines.indexOf("body");
    String told = String.join("\n", lines.subList(1, headers - 1)).substring("told ".length());
    List<String> words = Splitter.on(' ').splitToList(LINES.splitToList(told).get(0));
    String url = told.substring(told.indexOf('\n') + 1);
    String text =
        new String(
            decode(lines.subList(headers + 1, body < 0 ? lines.size() : body)),
            StandardCharsets.ISO_8859_1);
    String last = lastBlock(text);
    return Optional.of(
        new Answer(
            Long.parseLong(lines.get(0).substring("status ".length())),
            url,
            words.size() > 1 ? (long) Double.parseDouble(words.get(1)) : 0,
            last.lines().findFirst().map(Answer::reason).orElse(""),
            headers(last),
            cookies(text),
            Long.parseLong(lines.get(headers - 1).substring("size ".length())),
            body < 0
                ? Optional.empty()
                : Optional.of(decode(lines.subList(body + 1, lines.size())))));
  }

  private static byte[] decode(List<String> lines) {
    return Base64.getMimeDecoder().decode(String.join("\n", lines));
  }

  /** The headers of the last answer, after those of redirects. */
  private static String lastBlock(String text) {
    Matcher start = Pattern.compile("(?m)^HTTP/").matcher(text);
    int last = 0;
    while (start.find()) {
      last = start.start();
    }
    return text.substring(last);
  }

  private static String reason(String line) {
    return line.replaceFirst("^HTTP/\\S+ [0-9]+ ?", "").strip();
  }

  private static Map<String, String> headers(String block) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : block.lines().skip(1).toList()) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.merge(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT).replace('-', '_'),
            line.substring(colon + 1).strip(),
            (one, other) -> one + ", " + other);
      }
    }
    return headers;
  }

  private static Map<String, String> cookies(String text) {
    Map<String, String> cookies = new LinkedHashMap<>();
    Matcher cookie =
        Pattern.compile("(?mi)^set-cookie:\\s*([^=;\\s]+)=([^;\\r\\n]*)").matcher(text);
    while (cookie.find()) {
      cookies.put(cookie.group(1), cookie.group(2).strip());
    }
    return cookies;
  }

  Map<String, Object> result(WantedAnswer wanted) {
    Map<String, Object> result = new LinkedHashMap<>(headers);
    result.put("status", status);
    result.put("url", url);
    result.put("redirected", !url.equals(wanted.request().url()));
    result.put("elapsed", seconds);
    result.put(
        "msg", reason + " (" + headers.getOrDefault("content_length", "unknown") + " bytes)");
    result.put("cookies", cookies);
    List<String> pairs = new ArrayList<>();
    cookies.forEach((name, value) -> pairs.add(name + "=" + value));
    result.put("cookies_string", String.join("; ", pairs));
    if (!wanted.dest().isEmpty()) {
      result.put("path", wanted.dest());
    }
    if (wanted.content() || !wanted.codes().contains(status)) {
      content().ifPresent(text -> result.put("content", text));
    }
    json().ifPresent(value -> result.put("json", value));
    return result;
  }

  private Optional<String> content() {
    return body.map(bytes -> new String(bytes, charset()));
  }

  private Charset charset() {
    Matcher name = CHARSET.matcher(headers.getOrDefault("content_type", ""));
    try {
      return name.find() ? Charset.forName(name.group(1)) : UTF_8;
    } catch (IllegalArgumentException e) {
      return UTF_8;
    }
  }

  private Optional<Object> json() {
    if (!JSON.matcher(headers.getOrDefault("content_type", "")).matches()) {
      return Optional.empty();
    }
    try {
      String text = content().orElse("");
      return text.isEmpty() ? Optional.empty() : JsonReader.read(text).value();
    } catch (JsonReader.JsonException e) {
      return Optional.empty();
    }
  }
}
