package dev.goodgate.lab.http2;

import java.net.ProtocolException;

/**
 * The code of RFC 7541 appendix B.
 *
 * <p>How it works: the code is canonical, so the length of each symbol's code tells the whole.
 * Among codes of one length the first is known, and a code's distance from it counts symbols in
 * order.
 */
final class Huffman {
  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;

  /** A letter for each byte, A for a code of five bits, Z for one of thirty. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV";

  private final int[] first = new int[LONGEST + 1];
  private final String[] symbols = new String[LONGEST + 1];

  Huffman() {
    int code = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      StringBuilder same = new StringBuilder();
      for (char symbol = 0; symbol < LENGTHS.length(); symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
          same.append(symbol);
        }
      }
      first[length] = code;
      symbols[length] = same.toString();
      code = (code + same.length()) << 1;
    }
  }

  /** Padding is checked as RFC 7541 5.2 wants it. */
  String decode(String coded) throws ProtocolException {
    StringBuilder text = new StringBuilder();
    int code = 0;
    int length = 0;
    for (int bit = 0; bit < coded.length() * 8; bit++) {
      code = (code << 1) | ((coded.charAt(bit / 8) >>> (7 - bit % 8)) & 1);
      length++;
      if (length > LONGEST) {
        throw new ProtocolException("a Huffman code that is none");
      }
      String same = symbols[length];
      if (same != null && code - first[length] < same.length()) {
        text.append(same.charAt(code - first[length]));
        code = 0;
        length = 0;
      }
    }
    if (length > 7 || code != (1 << length) - 1) {
      throw new ProtocolException("Huffman padding that is none");
    }
    return text.toString();
  }
}
