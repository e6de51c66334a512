package dev.goodgate.trials.conformance;

import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may be: RFC 9113 8. */
@Execution(ExecutionMode.CONCURRENT)
class Http2MessagesWireTest {
  @Test
  void resetsANameWithACapital() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("X-Test", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsANameThatIsEmpty() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsANameWithASpace() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x y", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsANameWithAColon() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x:y", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsANameWithALineEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x\r\ny", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAValueWithALineEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x", "1\r\nhost: other")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAValueWithALineFeed() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x", "1\ny: 2"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAValueWithANul() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x", "1\0"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAValueThatBeginsWithASpace() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x", " 1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAValueThatEndsWithATab() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("x", "1\t"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPseudoFieldThatNobodyKnows() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field(":test", "1"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPseudoFieldOfReplies() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field(":status", "200"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPseudoFieldTwice() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field(":path", "/"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTheFieldConnection() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("connection", "close")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTheFieldKeepAlive() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("keep-alive", "timeout=5")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTheFieldProxyConnection() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("proxy-connection", "close")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTheFieldTransferEncoding() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("transfer-encoding", "chunked")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTheFieldUpgrade() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("upgrade", "h3"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTrailersThatAreNotWantedButDeflate() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("te", "deflate"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAHostThatIsAnother() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("host", "other.test")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAHostTwice() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("host", "lab.test"), new Field("host", "lab.test")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsNoMethod() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":method", "")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsNoScheme() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":scheme", "")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsNoPath() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsNoAuthority() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":authority", "")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAMethodWithASpace() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":method", "GET /x")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPathThatIsNone() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "x")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPathWithASpace() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "/ HTTP/1.1")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPathWithALineEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "/\r\nx: y")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPathWithAFragment() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "/#x")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAStarForAGet() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":path", "*")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAnAuthorityWithAUser() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":authority", "me@lab.test")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAnAuthorityWithALineEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":authority", "lab.test\r\nx: y")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsASchemeThatIsNone() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":scheme", "ht tp")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAnEmptyScheme() throws Exception {
    Http2Talk.talk(wire -> {
      List<Field> fields = Http2Wire.fields();
      fields.set(1, new Field(":scheme", ""));
      wire.ask(1, fields).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab.test:8x", "lab.test:80:80", ":80", "[::1", "::1", "[x]"})
  void resetsAnAuthorityThatIsNone(String authority) throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":authority", authority)).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAnEmptyPath() throws Exception {
    Http2Talk.talk(wire -> {
      List<Field> fields = Http2Wire.fields();
      fields.set(2, new Field(":path", ""));
      wire.ask(1, fields).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPseudoFieldBehindAnother() throws Exception {
    Http2Talk.talk(wire -> {
      List<Field> fields = Http2Wire.fields();
      fields.add(1, new Field("x", "y"));
      wire.ask(1, fields).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void refusesATunnel() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, List.of(new Field(":method", "CONNECT"), new Field(":authority", "lab.test:443")))
          .answers(1, "405");
    });
  }

  @Test
  void resetsATunnelWithAPath() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.but(":method", "CONNECT")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void takesAHostInPlaceOfAnAuthority() throws Exception {
    Http2Talk.talk(wire -> {
      List<Field> fields = Http2Wire.but(":authority", "");
      fields.add(new Field("host", "lab.test"));
      wire.ask(1, fields).answers(1, "200");
    });
  }

  @Test
  void takesAHostThatSaysTheSame() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("host", "LAB.test"))).answers(1, "200");
    });
  }

  @Test
  void takesTheWordTrailers() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("te", "trailers"))).answers(1, "200");
    });
  }

  @Test
  void resetsABodyShorterThanDeclared() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "2"))
          .data(1, Frame.END_STREAM, "x")
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsABodyLongerThanDeclared() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "2"))
          .data(1, 0, "x")
          .data(1, 0, "yz")
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsADeclaredBodyThatIsMissing() throws Exception {
    Http2Talk.talk(wire -> {
      wire.ask(1, Http2Wire.fields(new Field("content-length", "2")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsALengthThatIsNone() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "1x")).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsTwoLengths() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "1"), new Field("content-length", "1"))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsATrailerThatDoesNotEnd() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1)
          .head(1, Frame.END_HEADERS, List.of(new Field("x", "y")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsAPseudoFieldInATrailer() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).head(1, 5, List.of(new Field(":method", "GET"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsACapitalInATrailer() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1).head(1, 5, List.of(new Field("X", "y"))).isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void resetsATrailerBehindTooLittle() throws Exception {
    Http2Talk.talk(wire -> {
      wire.post(1, new Field("content-length", "2"))
          .data(1, 0, "x")
          .head(1, 5, List.of(new Field("x", "y")))
          .isReset(1, Code.PROTOCOL_ERROR);
    });
  }

  @Test
  void saysThatAHeadIsTooLarge() throws Exception {
    Http2Talk.limited(
        "head: 2KiB",
        wire -> {
          wire.ask(1, Http2Wire.fields(new Field("x", "y".repeat(3_000)))).answers(1, "431");
          wire.get(3).answers(3, "200");
        });
  }

  @Test
  void saysThatThereAreTooManyFields() throws Exception {
    Http2Talk.limited(
        "fields: 16",
        wire -> {
          List<Field> fields = Http2Wire.fields();
          for (int i = 0; i < 20; i++) {
            fields.add(new Field("x" + i, "y"));
          }
          wire.ask(1, fields).answers(1, "431");
          wire.get(3).answers(3, "200");
        });
  }
}
