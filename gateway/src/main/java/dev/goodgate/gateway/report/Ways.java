package dev.goodgate.gateway.report;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tallies behind the numbers in a record, found once each. The reporter's thread. */
final class Ways {
  private final Names names;
  private final List<@Nullable WayTally[]> byRoute = new ArrayList<>();

  Ways(Names names) {
    this.names = names;
    names.endpoints().forEach(each -> byRoute.add(new @Nullable WayTally[each.size() + 1]));
  }

  WayTally tally(Noted noted, Tally all) {
    @Nullable WayTally[] ofRoute = byRoute.get(noted.route);
    int place = noted.endpoint + 1; // the first is the gateway's own
    WayTally found = ofRoute[place];
    if (found == null) {
      found =
          all.way(
              names.route(noted.route),
              names.upstream(noted.route),
              names.endpoint(noted.route, noted.endpoint));
      ofRoute[place] = found;
    }
    return found;
  }
}
