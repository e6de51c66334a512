package dev.goodgate.lab.http2;

import java.util.List;

/** The 61 fields that every HPACK decoder knows: RFC 7541 appendix A. */
final class StaticTable {
  private static final List<Field> FIELDS =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """
          .lines()
          .map(line -> line.strip().split(" ", 2))
          .map(parts -> new Field(parts[0], parts.length < 2 ? "" : parts[1]))
          .toList();

  private StaticTable() {}

  static int size() {
    return FIELDS.size();
  }

  /** Counted from 1. */
  static Field get(int index) {
    return FIELDS.get(index - 1);
  }
}
