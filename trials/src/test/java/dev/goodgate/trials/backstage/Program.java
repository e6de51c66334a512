package dev.goodgate.trials.backstage;

import java.util.List;
import java.util.Map;

/**
 * A real program that answers requests. Its {@code files} are a folder among the test resources;
 * {@code {port}} and {@code {folder}} are filled into them and into the command.
 */
record Program(
    String name,
    String files,
    String logName,
    String logKind,
    List<String> command,
    Map<String, String> environment,
    int cageMiB) {
  /** Debian's, each with one worker, so that it does not take many to keep all of them busy. */
  static List<Program> all() {
    return List.of(gunicorn(), uwsgi(), node(), phpFpm(), tomcat());
  }

  boolean speaksFastCgi() {
    return name.equals("php-fpm");
  }

  private static Program gunicorn() {
    return new Program(
        "gunicorn",
        "wsgi",
        "gunicorn.log",
        "gunicorn-log",
        words("gunicorn --workers 1 --timeout 2 --bind 127.0.0.1:{port} app:application"),
        Map.of(),
        96);
  }

  private static Program uwsgi() {
    return new Program(
        "uwsgi",
        "wsgi",
        "uwsgi.log",
        "uwsgi-log",
        words(
            "uwsgi --plugin python3 --http-socket 127.0.0.1:{port} --wsgi-file app.py --master"
                + " --processes 1 --harakiri 2 --die-on-term"),
        Map.of(),
        96);
  }

  private static Program node() {
    return new Program(
        "node", "node", "node.log", "app-log", words("node server.js {port}"), Map.of(), 128);
  }

  private static Program phpFpm() {
    return new Program(
        "php-fpm",
        "php-fpm",
        "php-fpm.log",
        "php-fpm-log",
        words("php-fpm8.2 --nodaemonize --allow-to-run-as-root -y {folder}/php-fpm.conf"),
        Map.of(),
        96);
  }

  private static Program tomcat() {
    return new Program(
        "tomcat",
        "tomcat",
        "catalina.out",
        "tomcat-log",
        words("/usr/share/tomcat10/bin/catalina.sh run"),
        Map.of(
            "CATALINA_BASE",
            "{folder}",
            "CATALINA_OPTS",
            "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1"),
        256);
  }

  private static List<String> words(String command) {
    return List.of(command.split(" ", -1));
  }
}
