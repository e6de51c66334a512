package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;

/**
 * What a status is called, and what a visitor is told about it: never anything about the inside.
 */
record Wording(String title, String headline, String sentence) {
  private static final Wording NEEDS_TLS =
      new Wording(
          "Bad Request",
          "This address needs a secure connection.",
          "HTTP was sent to a port that speaks TLS. Ask with https:// instead of http://.");

  static Wording of(int status, Failure failure) {
    return failure.detail() instanceof Detail.Wrong(Defect defect, _)
            && defect == Defect.HTTP_WITHOUT_TLS
        ? NEEDS_TLS
        : of(status);
  }

  static Wording of(int status) {
    return switch (status) {
      case 404 ->
          new Wording(
              "Not Found",
              "There is nothing at this address.",
              "Check the address for a typing mistake, or start from the front page.");
      case 405 ->
          new Wording(
              "Method Not Allowed",
              "This kind of request is not possible here.",
              "The gateway does not pass on requests of this method.");
      case 408 ->
          new Wording(
              "Request Timeout",
              "The request took too long to arrive.",
              "The connection may be slow or interrupted. Please try again.");
      case 413 ->
          new Wording(
              "Content Too Large",
              "What was sent is too large.",
              "This site takes no more at once. A smaller file may get through.");
      case 414 ->
          new Wording(
              "URI Too Long",
              "The address is too long.",
              "The link you followed is longer than this site can read.");
      case 431 ->
          new Wording(
              "Request Header Fields Too Large",
              "The request carries too much.",
              "Often too many cookies are the reason: removing the cookies of this site helps.");
      case 500 ->
          new Wording(
              "Internal Server Error",
              "Something went wrong on our side.",
              "It is not your fault. Please try again in a moment.");
      case 501 ->
          new Wording(
              "Not Implemented",
              "The request uses something this site does not know.",
              "Its transfer coding is not supported.");
      case 502 ->
          new Wording(
              "Bad Gateway",
              "The site did not answer as it should.",
              "The part of this site that was asked could not be reached or gave no valid answer."
                  + " It is not your fault; please try again in a moment.");
      case 503 ->
          new Wording(
              "Service Unavailable",
              "The site is busy or being worked on.",
              "It should be back soon. Please try again in a moment.");
      case 504 ->
          new Wording(
              "Gateway Timeout",
              "The site took too long to answer.",
              "The part of this site that was asked did not answer in time. It is not your fault;"
                  + " please try again in a moment.");
      case 505 ->
          new Wording(
              "HTTP Version Not Supported",
              "The request uses an unknown version of HTTP.",
              "Versions 1.0 and 1.1 are understood here.");
      default ->
          new Wording(
              "Bad Request",
              "The request could not be understood.",
              "It does not follow the rules of HTTP, so it was not passed on.");
    };
  }
}
