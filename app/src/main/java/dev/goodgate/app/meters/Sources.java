package dev.goodgate.app.meters;

import dev.goodgate.app.trace.Tracer;
import dev.goodgate.gateway.Gateway;
import java.util.function.BooleanSupplier;

/** Where figures come from. */
public record Sources(
    Gateway gateway, PlanHistory plans, Tracer tracer, BooleanSupplier ready, String version) {}
