package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.HostPort;
import java.util.List;

/** What can be set for a listener. */
final class ListenerSettings {
  private static final List<String> VERSIONS = List.of("1.2", "1.3");

  static final List<Section> SECTIONS =
      List.of(
          new Section("listeners", true, "The addresses at which clients are served."),
          new Section("listeners[].tls", false, "Makes a listener speak TLS."),
          new Section(
              "listeners[].tls.certificates",
              false,
              "More certificates: the client's name for us (SNI) chooses, an exact name before"
                  + " `*.`, and of one name the kind of key that the client knows."));

  static final Setting<HostPort> ADDRESS =
      Setting.required(
          "listeners[].address",
          new Addresses(Addresses.Use.LISTENED_AT),
          "Where to listen: port 0 is any free port, `:8080` every IPv4 address.");
  static final Setting<Boolean> PROXY_PROTOCOL =
      Setting.of(
          "listeners[].proxy-protocol",
          Choices.yesOrNo(),
          false,
          "Whether a gateway in front, one of `trusted`, says first who the client is: the PROXY"
              + " protocol, version 1 or 2.");
  static final Setting<String> CERTIFICATE =
      Setting.required(
          "listeners[].tls.certificate",
          Texts.file(),
          "The certificate chain, a PEM file. Read again when it changes, as are the other files.");
  static final Setting<String> KEY =
      Setting.required(
          "listeners[].tls.key", Texts.file(), "Its private key, a PEM file without a passphrase.");
  static final Setting<String> STAPLE =
      Setting.optional(
          "listeners[].tls.ocsp",
          Texts.file(),
          "the certificate's file with `.ocsp`, if there",
          "What its authority says of it, a DER file, for clients who ask (with BoringSSL only).");
  static final Setting<String> MORE_CERTIFICATE =
      Setting.required("listeners[].tls.certificates[].certificate", Texts.file(), "As above.");
  static final Setting<String> MORE_KEY =
      Setting.required("listeners[].tls.certificates[].key", Texts.file(), "As above.");
  static final Setting<String> MORE_STAPLE =
      Setting.optional(
          "listeners[].tls.certificates[].ocsp",
          Texts.file(),
          "the certificate's file with `.ocsp`, if there",
          "As above.");
  static final Setting<String> CLIENT_CA =
      Setting.optional(
          "listeners[].tls.client-ca",
          Texts.file(),
          "clients are asked for nothing",
          "Authorities of clients' certificates, a PEM file.");
  static final Setting<Boolean> CLIENT_AUTH =
      Setting.of(
          "listeners[].tls.client-auth",
          new Choices<>(List.of(true, false), required -> required ? "required" : "optional"),
          true,
          "Whether a client without a certificate is let in; one with a wrong one never is.");
  static final Setting<String> MIN =
      Setting.of(
          "listeners[].tls.min",
          new Choices<>(VERSIONS, version -> version),
          "1.2",
          "The oldest version spoken with clients.");
  static final Setting<String> MAX =
      Setting.of(
          "listeners[].tls.max",
          new Choices<>(VERSIONS, version -> version),
          "1.3",
          "The newest version spoken with clients.");

  static final List<Setting<?>> ALL =
      List.of(
          ADDRESS,
          PROXY_PROTOCOL,
          CERTIFICATE,
          KEY,
          STAPLE,
          MORE_CERTIFICATE,
          MORE_KEY,
          MORE_STAPLE,
          CLIENT_CA,
          CLIENT_AUTH,
          MIN,
          MAX);

  private ListenerSettings() {}
}
