package dev.goodgate.trials.load;

/** The page with the last measurement; only what is between the two markers is ours. */
final class BenchmarksPage {
  static final String BEGIN = "<!-- trials/load writes from here -->";
  static final String END = "<!-- trials/load writes up to here -->";

  private BenchmarksPage() {}

  static String renew(String page, String table) throws Trouble {
    int begin = page.indexOf(BEGIN);
    int end = page.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new Trouble("the page has no two lines '" + BEGIN + "', '" + END + "'");
    }
    return page.substring(0, begin + BEGIN.length()) + "\n" + table + page.substring(end);
  }
}
