<%@ page contentType="text/plain" import="java.util.*" %><%
  switch (request.getRequestURI()) {
    case "/sleep":
      Thread.sleep(4000);
      break;
    case "/raise":
      throw new IllegalStateException("the shop is broken");
    case "/kill":
      Runtime.getRuntime().halt(137);
      break;
    case "/eat":
      List<byte[]> eaten = new ArrayList<>();
      while (true) {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 1);
        eaten.add(piece);
      }
    case "/half":
      response.setContentLength(1000);
      out.print("h".repeat(500));
      out.flush();
      response.flushBuffer();
      Runtime.getRuntime().halt(137);
      break;
    default:
  }
%>well
