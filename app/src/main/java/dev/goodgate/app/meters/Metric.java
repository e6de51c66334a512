package dev.goodgate.app.meters;

import static dev.goodgate.console.Meters.Type.COUNTER;
import static dev.goodgate.console.Meters.Type.GAUGE;
import static dev.goodgate.console.Meters.Type.HISTOGRAM;
import static dev.goodgate.console.Meters.Type.SUMMARY;

import dev.goodgate.console.Meters;
import java.util.List;

/**
 * Every metric there is, in the order in which it is told: docs/metrics.md is written from this. A
 * name, once released, keeps its meaning.
 */
enum Metric {
  EXCHANGES(
      "goodgate_exchanges_total",
      COUNTER,
      "Exchanges that are over.",
      "route",
      "upstream",
      "endpoint",
      "status",
      "code"),
  CAUSES(
      "goodgate_exchanges_with_cause_total",
      COUNTER,
      "Exchanges that went wrong, by the cause the gateway could know.",
      "route",
      "upstream",
      "endpoint",
      "cause"),
  EXCHANGE_SECONDS(
      "goodgate_exchange_seconds",
      HISTOGRAM,
      "From the request's head to the last byte of the reply.",
      "route",
      "upstream",
      "endpoint"),
  RECEIVED(
      "goodgate_request_body_bytes_total",
      COUNTER,
      "Bytes of bodies that clients sent.",
      "route",
      "upstream"),
  SENT(
      "goodgate_reply_body_bytes_total",
      COUNTER,
      "Bytes of bodies that clients were sent.",
      "route",
      "upstream"),
  ATTEMPTS(
      "goodgate_attempts_total",
      COUNTER,
      "Attempts to get an answer, first ones included.",
      "upstream",
      "endpoint",
      "ending"),
  ATTEMPT_FAILURES(
      "goodgate_attempt_failures_total",
      COUNTER,
      "Attempts that failed, by what was seen.",
      "upstream",
      "endpoint",
      "phase",
      "symptom",
      "by"),
  RETRIES(
      "goodgate_retries_total",
      COUNTER,
      "Attempts that were not the first of their exchange.",
      "upstream",
      "endpoint"),
  PHASE_SECONDS(
      "goodgate_attempt_phase_seconds",
      HISTOGRAM,
      "Where the time of attempts went.",
      "upstream",
      "endpoint",
      "phase"),
  UPSTREAM_USES(
      "goodgate_upstream_connections_used_total",
      COUNTER,
      "Attempts that had a connection, fresh or used before.",
      "upstream",
      "endpoint",
      "connection"),
  UPSTREAM_CONNECTIONS(
      "goodgate_upstream_connections",
      GAUGE,
      "Connections to endpoints, idle or busy with an exchange.",
      "upstream",
      "endpoint",
      "state"),
  CLIENT_CONNECTIONS("goodgate_client_connections", GAUGE, "Clients that are connected.", "loop"),
  CLIENTS_ACCEPTED(
      "goodgate_client_connections_accepted_total",
      COUNTER,
      "Clients that have connected.",
      "loop"),
  CLIENTS_REFUSED(
      "goodgate_client_connections_refused_total",
      COUNTER,
      "Clients that were sent away because limits.connections was reached.",
      "loop"),
  LOOP_ANSWERS(
      "goodgate_loop_answers",
      GAUGE,
      "1 where the event loop answered this scrape within a second, else 0.",
      "loop"),
  LOOP_LAG(
      "goodgate_loop_lag_seconds",
      GAUGE,
      "How long this scrape's question waited for the event loop.",
      "loop"),
  LOOP_TURNS("goodgate_loop_turns_total", COUNTER, "Turns of the event loop.", "loop"),
  LOOP_SLOW_TURNS(
      "goodgate_loop_slow_turns_total",
      COUNTER,
      "Turns that took longer than 10 ms, in which all other connections waited.",
      "loop"),
  LOOP_LONGEST_TURN(
      "goodgate_loop_longest_turn_seconds",
      GAUGE,
      "The longest of the slow turns since the start.",
      "loop"),
  LOOP_IDLE(
      "goodgate_loop_idle_seconds_total",
      COUNTER,
      "Time the event loop had nothing to do; the rest it was busy.",
      "loop"),
  LOOP_TASKS(
      "goodgate_loop_tasks_total", COUNTER, "Tasks the event loop was handed and ran.", "loop"),
  LOOP_SOCKETS("goodgate_loop_sockets", GAUGE, "Sockets open on the event loop.", "loop"),
  BLOCK_BYTES(
      "goodgate_block_bytes",
      GAUGE,
      "Memory outside the heap for heads and bodies, in use or kept.",
      "loop"),
  BLOCKS_LENT("goodgate_blocks_lent", GAUGE, "Blocks of it that are in use.", "loop"),
  BUFFER_BYTES(
      "goodgate_request_buffer_bytes",
      GAUGE,
      "Room taken by requests on routes with `buffer`: blocks in memory, bytes on disk.",
      "place"),
  BUFFER_MOST(
      "goodgate_request_buffer_most_bytes",
      GAUGE,
      "How much of it there may be on disk: buffers.most."),
  RECORD_BYTES(
      "goodgate_record_bytes", GAUGE, "Bytes of records that wait for access log and metrics."),
  RECORD_CAPACITY("goodgate_record_capacity_bytes", GAUGE, "Bytes of records that can wait."),
  RECORDS_DROPPED(
      "goodgate_records_dropped_total",
      COUNTER,
      "Finished exchanges that were not recorded because reading did not keep up."),
  LOST_WRITES(
      "goodgate_access_log_lost_writes_total",
      COUNTER,
      "Pieces of the access log that could not be written."),
  TRACES_SENT("goodgate_traces_sent_total", COUNTER, "Exchanges whose spans a collector took."),
  TRACES_DROPPED(
      "goodgate_traces_dropped_total",
      COUNTER,
      "Exchanges whose spans were dropped: the collector was away, too slow, or refused them."),
  RELOADS("goodgate_reloads_total", COUNTER, "Plans read again while running.", "ending"),
  LAST_RELOAD(
      "goodgate_plan_applied_timestamp_seconds",
      GAUGE,
      "When the plan in force was applied, in seconds since 1970."),
  PLAN("goodgate_plan_info", GAUGE, "1, with the plan in force.", "name", "hash"),
  CERTIFICATE_END(
      "goodgate_certificate_end_timestamp_seconds",
      GAUGE,
      "When a certificate that clients are shown expires, in seconds since 1970.",
      "listener",
      "file"),
  READY("goodgate_ready", GAUGE, "1 while new exchanges are taken, 0 while draining."),
  BUILD("goodgate_build_info", GAUGE, "1, with the version.", "version", "java"),
  START("process_start_time_seconds", GAUGE, "When the process began, in seconds since 1970."),
  CPU("process_cpu_seconds_total", COUNTER, "Processor time of the process."),
  RESIDENT("process_resident_memory_bytes", GAUGE, "Memory of the process that is in RAM."),
  OPEN_FDS("process_open_fds", GAUGE, "File descriptors in use."),
  MAX_FDS("process_max_fds", GAUGE, "File descriptors the process may have."),
  MEMORY_USED("jvm_memory_used_bytes", GAUGE, "Memory of the Java machine in use.", "area"),
  MEMORY_MAX("jvm_memory_max_bytes", GAUGE, "The most there may be.", "area"),
  COLLECTIONS(
      "jvm_gc_collection_seconds", SUMMARY, "Garbage collections and what they took.", "gc");

  private final String key;
  private final Meters.Type type;
  private final String help;
  private final String labels;

  Metric(String key, Meters.Type type, String help, String... labels) {
    this.key = key;
    this.type = type;
    this.help = help;
    this.labels = String.join(" ", labels);
  }

  String key() {
    return key;
  }

  Meters.Type type() {
    return type;
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(" ", -1));
  }
}
