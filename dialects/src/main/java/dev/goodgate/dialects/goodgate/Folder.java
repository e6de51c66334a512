package dev.goodgate.dialects.goodgate;

/**
 * The folder that the plan lies in, as far as its name tells; empty, or with a slash at its end.
 * Relative paths of files are meant from there, wherever the gateway is started: ADR 0013.
 */
record Folder(String name) {
  static Folder of(String planFile) {
    return new Folder(planFile.substring(0, planFile.lastIndexOf('/') + 1));
  }

  /** A path that was written in the plan, for who does not stand in this folder. */
  String path(String written) {
    if (name.isEmpty() || written.startsWith("/")) {
      return written;
    }
    return name + (written.startsWith("./") ? written.substring(2) : written);
  }
}
