package dev.goodgate.trials.load;

import static dev.goodgate.trials.load.Way.H2;
import static dev.goodgate.trials.load.Way.H2C;
import static dev.goodgate.trials.load.Way.PLAIN;
import static dev.goodgate.trials.load.Way.TLS;

import java.util.List;

/** What gateways are put through. */
sealed interface Workload {
  /** All of them, in the order of the table. */
  List<Workload> ALL =
      List.of(
          new Requests("small", "128 B, keep-alive, 64 connections", 128, 64, false, PLAIN),
          new Requests("medium", "10 KiB, keep-alive, 64 connections", 10 * 1024, 64, false, PLAIN),
          new Requests("large", "1 MiB, keep-alive, 16 connections", 1024 * 1024, 16, false, PLAIN),
          new Requests("fresh", "128 B, a new connection each, 64 at a time", 128, 64, true, PLAIN),
          new Requests("tls", "128 B in TLS, keep-alive, 64 connections", 128, 64, false, TLS),
          new Requests(
              "h2", "128 B, HTTP/2 in TLS, 16 connections of 16 streams", 128, 16, false, H2),
          new Requests("h2c", "128 B, HTTP/2, 16 connections of 16 streams", 128, 16, false, H2C),
          new Paced("steady", "128 B, 15,000 requests/s, 64 connections", 128, 64, 15_000),
          new Paced("calm", "128 B, 2,000 requests/s, 64 connections", 128, 64, 2_000),
          new Idle(),
          new StartUp());

  /** What it is called on the command line. */
  String name();

  String title();

  /** What a gateway is asked, over and over. */
  sealed interface Asking extends Workload {
    Way way();
  }

  /** Each connection asks again as soon as it has its answer. */
  record Requests(String name, String title, int bytes, int connections, boolean isFresh, Way way)
      implements Asking {}

  /** Requests come at their time, whether or not the last ones have been answered. */
  record Paced(String name, String title, int bytes, int connections, int rate) implements Asking {
    @Override
    public Way way() {
      return PLAIN;
    }

    /** What the samples of its latencies go by. */
    String median() {
      return name + " p50";
    }

    /** See {@link #median}. */
    String percentile99() {
      return name + " p99";
    }
  }

  /** Connections that have had one answer and stay. */
  record Idle() implements Workload {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public String title() {
      return "Resident memory";
    }
  }

  /** From the start of the process to the first answer. */
  record StartUp() implements Workload {
    @Override
    public String name() {
      return "start";
    }

    @Override
    public String title() {
      return "Start to first answer";
    }
  }
}
