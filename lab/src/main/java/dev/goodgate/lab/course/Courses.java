package dev.goodgate.lab.course;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script;

/**
 * What each fault comes to in each language. A fault that makes no sense in one is an answer of 500
 * that says so.
 */
public final class Courses {
  private Courses() {}

  public static Course inHttp2(Fault fault, Asked asked, int stream) {
    if (fault instanceof Fault.OnPreface) {
      return senseless("it is acted when a connection begins, so the origin has to play it", asked);
    }
    if (fault instanceof Fault.OnHttp2 own) {
      return Http2Courses.of(own, asked, stream);
    }
    if (isOwn(fault)) {
      return senseless("it cannot be cut, or left, as text can", asked);
    }
    return Retelling.of(Script.of(fault, asked), toHead(asked))
        .orElseGet(() -> senseless("only HTTP/1 can get this wrong", asked));
  }

  /** {@code id} is the request's. */
  public static Course inFastCgi(Fault fault, Asked asked, int id) {
    if (fault instanceof Fault.OnFastCgi own) {
      return FastCgiCourses.of(own, id);
    }
    if (isOwn(fault)) {
      return senseless("it cannot be cut, or left, as text can", asked);
    }
    return Retelling.of(Script.of(fault, asked), toHead(asked))
        .filter(course -> course.moves().stream().noneMatch(Courses::isHttp))
        .orElseGet(() -> senseless("FastCGI has nothing like it", asked));
  }

  /** A good answer that tells who answered and what was asked. */
  public static Course healthy(Asked asked) {
    return retell(Script.of(Fault.Healthy.PLAIN, asked), asked);
  }

  private static Course senseless(String why, Asked asked) {
    return retell(Script.senseless(why), asked);
  }

  private static Course retell(Script good, Asked asked) {
    return Retelling.of(good, toHead(asked)).orElseThrow();
  }

  /** A fault of ours that is shaped as one of HTTP/1 could be. */
  private static boolean isOwn(Fault fault) {
    return fault instanceof Fault.Shaped(_, Fault inner)
        && (inner instanceof Fault.OnHttp2 || inner instanceof Fault.OnFastCgi || isOwn(inner));
  }

  private static boolean isHttp(Move move) {
    return move instanceof Move.Interim || move instanceof Move.Trailers;
  }

  private static boolean toHead(Asked asked) {
    return asked.method().equals("HEAD");
  }
}
