package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of a call of gRPC whose endpoint gives it up. A server whose deadline has come can
 * say so by RST_STREAM alone, and clients know that CANCEL after the deadline means just that.
 */
class GrpcCancelWireTest {
  private static final String GRPC = "application/grpc";

  private interface Asked {
    void by(Http2Wire client, LiveGateway gateway) throws Exception;
  }

  /** Asks with a whole POST; the endpoint answers it so far as {@code begun}, and resets it. */
  private static void reset(String type, boolean begun, Code code, Asked asked) throws Exception {
    ActingOrigin.Part part =
        scene -> {
          Http2Part endpoint = Http2Part.begin(scene.wire);
          Frame head = endpoint.request();
          endpoint.body(head);
          if (begun) {
            endpoint.head(head.stream(), false, ":status", "200", "content-type", type);
            endpoint.data(head.stream(), false, "some");
          }
          endpoint.send(Frame.rstStream(head.stream(), code)).next();
        };
    try (ActingOrigin origin = ActingOrigin.playing(part);
        LiveGateway gateway = LiveGateway.with("", "", List.of("h2c://" + origin.address()));
        Http2Wire client = Http2Wire.greeted(gateway.address())) {
      client
          .post(1, new Field("content-type", type), new Field("te", "trailers"))
          .data(1, Frame.END_STREAM, "");
      asked.by(client, gateway);
    }
  }

  @Test
  void clientIsToldThatItsCallWasCancelled() throws Exception {
    reset(
        GRPC,
        false,
        Code.CANCEL,
        (client, gateway) -> {
          client.isReset(1, Code.CANCEL);
          assertThat(gateway.line("\"cause\":\"h2-rst-stream\"")).doesNotContain("\"status\"");
        });
  }

  @Test
  void clientIsToldSoInTheMiddleOfTheReply() throws Exception {
    reset(
        GRPC + "+proto",
        true,
        Code.CANCEL,
        (client, gateway) -> {
          client.answers(1, "200");
          client.isReset(1, Code.CANCEL);
          assertThat(gateway.line("\"cause\":\"h2-rst-stream\"")).contains("\"status\":200");
        });
  }

  @Test
  void anyOtherResetIsTheEndpointsFailure() throws Exception {
    reset(GRPC, false, Code.INTERNAL_ERROR, (client, _) -> client.answers(1, "502"));
    reset(
        GRPC,
        true,
        Code.INTERNAL_ERROR,
        (client, _) -> {
          client.answers(1, "200");
          client.isReset(1, Code.INTERNAL_ERROR);
        });
  }

  @Test
  void otherRequestsGetAReplyThatSaysWhy() throws Exception {
    reset("application/json", false, Code.CANCEL, (client, _) -> client.answers(1, "502"));
    reset("application/grpc-web", false, Code.CANCEL, (client, _) -> client.answers(1, "502"));
  }
}
