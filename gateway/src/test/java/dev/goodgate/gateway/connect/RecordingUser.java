package dev.goodgate.gateway.connect;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.vocabulary.traffic.Failure;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingUser implements ConnectionUser {
  @Override
  public Ends ends() {
    return Ends.UNKNOWN;
  }

  final List<UpstreamConnection> connected = new ArrayList<>();
  final List<Failure> failures = new ArrayList<>();
  final List<Integer> left = new ArrayList<>();
  int told;

  @Override
  public void dialling(int addressesLeft) {
    left.add(addressesLeft);
  }

  @Override
  public void greeting() {
    told++;
  }

  @Override
  public void connected(UpstreamConnection connection) {
    connected.add(connection);
  }

  @Override
  public void notConnected(Failure failure) {
    failures.add(failure);
  }

  @Override
  public boolean asksToSwitch() {
    return false;
  }

  @Override
  public void upstreamReady() {
    told++;
  }

  boolean isAnswered() {
    return !connected.isEmpty() || !failures.isEmpty();
  }
}
