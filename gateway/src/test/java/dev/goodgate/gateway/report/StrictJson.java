package dev.goodgate.gateway.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON text as RFC 8259 has it, and nothing that it has not. */
final class StrictJson {
  private final String text;
  private int at;

  private StrictJson(String text) {
    this.text = text;
  }

  /** An object: its values are Map, List, String, Boolean or Double. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> object(String text) {
    StrictJson reader = new StrictJson(text);
    Object value = reader.value();
    if (reader.at != text.length()) {
      throw reader.wrong("more than one value");
    }
    return (Map<String, Object>) value;
  }

  private Object value() {
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> all = new LinkedHashMap<>();
    skip('{');
    while (text.charAt(at) != '}') {
      if (!all.isEmpty()) {
        skip(',');
      }
      String key = string();
      skip(':');
      if (all.put(key, value()) != null) {
        throw wrong("key " + key + " twice");
      }
    }
    skip('}');
    return all;
  }

  private List<Object> list() {
    List<Object> all = new ArrayList<>();
    skip('[');
    while (text.charAt(at) != ']') {
      if (!all.isEmpty()) {
        skip(',');
      }
      all.add(value());
    }
    skip(']');
    return all;
  }

  private String string() {
    StringBuilder all = new StringBuilder();
    skip('"');
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < 0x20 || c > 0x7e) {
        throw wrong("a bare " + (int) c);
      }
      all.append(c == '\\' ? escaped() : c);
    }
    skip('"');
    return all.toString();
  }

  private char escaped() {
    char kind = text.charAt(at++);
    if (kind == 'u') {
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    if (kind != '"' && kind != '\\') {
      throw wrong("escape " + kind);
    }
    return kind;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "-0123456789.".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(from, at);
    if (!digits.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?")) {
      throw wrong("number " + digits);
    }
    return Double.valueOf(digits);
  }

  private Boolean word(String word, Boolean value) {
    for (char c : word.toCharArray()) {
      skip(c);
    }
    return value;
  }

  private void skip(char expected) {
    if (text.charAt(at) != expected) {
      throw wrong("no " + expected);
    }
    at++;
  }

  private AssertionError wrong(String what) {
    return new AssertionError(what + " at " + at + " of " + text);
  }
}
