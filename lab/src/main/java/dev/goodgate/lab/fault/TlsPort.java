package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Then;

/** How servers that want TLS take plain HTTP: most with a page, some with an alert. */
enum TlsPort {
  /** Fatal, "unexpected_message": what libraries say to {@code GET}. */
  ALERT("\u0015\u0003\u0003\0\u0002\u0002\n"),
  NGINX(
      page(
          "Server: nginx/1.22.1\r\nConnection: close",
          """
          <html>
          <head><title>400 The plain HTTP request was sent to HTTPS port</title></head>
          <body>
          <center><h1>400 Bad Request</h1></center>
          <center>The plain HTTP request was sent to HTTPS port</center>
          <hr><center>nginx/1.22.1</center>
          </body>
          </html>
          """)),
  APACHE(
      page(
          "Server: Apache/2.4.71 (Debian)\r\nConnection: close",
          """
          <html><head><title>400 Bad Request</title></head><body><h1>Bad Request</h1>
          <p>Your browser sent a request that this server could not understand.<br />
          Reason: You're speaking plain HTTP to an SSL-enabled server port.<br />
          Instead use the HTTPS scheme to access this URL, please.<br /></p></body></html>
          """)),
  GO("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

  private final String answer;

  TlsPort(String answer) {
    this.answer = answer;
  }

  Fault fault() {
    return this == ALERT ? FormKinds.said(answer) : new Fault.Says(answer, Then.CLOSE);
  }

  private static String page(String fields, String body) {
    return Wording.head(
            400, "Content-Type: text/html" + Wording.END + fields, Wording.length(body.length()))
        + body;
  }
}
