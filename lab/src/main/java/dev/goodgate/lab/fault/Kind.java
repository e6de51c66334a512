package dev.goodgate.lab.fault;

/** One kind of fault as the catalogue lists it. */
record Kind(String group, String name, String description, Maker maker) {
  /** Makes a fault of what was written, asking for every parameter it takes. */
  interface Maker {
    Fault make(Parameters with);
  }
}
