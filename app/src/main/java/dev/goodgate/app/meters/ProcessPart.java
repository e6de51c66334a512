package dev.goodgate.app.meters;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The process and its Java machine. What the system does not tell is left out. */
record ProcessPart(String version) implements GatewayMeters.Part {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

  @Override
  public void write(Sheet sheet) {
    sheet.put(Metric.BUILD, 1, version, Runtime.version().toString());
    sheet.since1970(
        Metric.START, Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()));
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      sheet
          .seconds(Metric.CPU, Duration.ofNanos(system.getProcessCpuTime()))
          .put(Metric.OPEN_FDS, system.getOpenFileDescriptorCount())
          .put(Metric.MAX_FDS, system.getMaxFileDescriptorCount());
    }
    resident().ifPresent(bytes -> sheet.put(Metric.RESIDENT, bytes));
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    area(sheet, memory.getHeapMemoryUsage(), "heap");
    area(sheet, memory.getNonHeapMemoryUsage(), "nonheap");
    for (GarbageCollectorMXBean each : ManagementFactory.getGarbageCollectorMXBeans()) {
      sheet.sum(
          Metric.COLLECTIONS,
          each.getCollectionCount(),
          Duration.ofMillis(each.getCollectionTime()),
          each.getName());
    }
  }

  private static void area(Sheet sheet, MemoryUsage usage, String area) {
    sheet.put(Metric.MEMORY_USED, usage.getUsed(), area);
    if (usage.getMax() >= 0) {
      sheet.put(Metric.MEMORY_MAX, usage.getMax(), area);
    }
  }

  private static Optional<Long> resident() {
    try {
      Matcher found = RESIDENT.matcher(Files.readString(STATUS));
      return found.find() ? Optional.of(Long.parseLong(found.group(1)) * 1_024) : Optional.empty();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
