package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which script answers a path, and what the application is told beside the request. {@code root} is
 * the folder of the scripts as the application sees it; {@code index} stands for a path that ends
 * in a slash; {@code suffix} ends the name of a script, and what follows it is PATH_INFO; {@code
 * front}, if it is not empty, is the script for every path in which no segment ends so; {@code
 * params} are added, or take the place of what would be told.
 */
public record Scripts(
    String root, String index, String suffix, String front, Map<String, String> params) {
  public Scripts {
    params = Map.copyOf(new LinkedHashMap<>(params));
  }

  /** The bytes of it all, made once. */
  Bytes bytes() {
    String folder = root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
    return new Bytes(
        folder.getBytes(UTF_8),
        index.getBytes(UTF_8),
        suffix.getBytes(UTF_8),
        front.getBytes(UTF_8));
  }

  @SuppressWarnings("ArrayRecordComponent") // never written, never handed out
  record Bytes(byte[] root, byte[] index, byte[] suffix, byte[] front) {}
}
