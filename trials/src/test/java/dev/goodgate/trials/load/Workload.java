package dev.goodgate.trials.load;

import java.util.List;

/** What gateways are put through. */
sealed interface Workload {
  /** All of them, in the order of the table. */
  List<Workload> ALL =
      List.of(
          new Requests("small", "128 B, keep-alive, 64 connections", 128, 64, false),
          new Requests("medium", "10 KiB, keep-alive, 64 connections", 10 * 1024, 64, false),
          new Requests("large", "1 MiB, keep-alive, 16 connections", 1024 * 1024, 16, false),
          new Requests("fresh", "128 B, a new connection for each request, 64", 128, 64, true),
          new Idle(),
          new StartUp());

  /** What it is called on the command line. */
  String name();

  String title();

  /** Each connection asks again as soon as it has its answer. */
  record Requests(String name, String title, int bytes, int connections, boolean isFresh)
      implements Workload {}

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
