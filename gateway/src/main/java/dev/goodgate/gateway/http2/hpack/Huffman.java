package dev.goodgate.gateway.http2.hpack;

/**
 * The code of RFC 7541 appendix B.
 *
 * <p>How it works: the code is canonical, so the lengths of its words tell the words. From them a
 * tree is grown; where a walk over it stands after each four bits is worked out once. No word is
 * shorter than five bits, so four bits never end more than one symbol: a step is one look into a
 * table, which has the next place and the symbol, if one ended.
 */
final class Huffman {
  /** What {@link #decode} returns for what is no code. */
  static final int INVALID = -1;

  private static final int SHORTEST = 5;
  private static final int LONGEST = 30;
  private static final int SYMBOLS = 257;
  private static final int END_OF_STRING = 256;

  /** A letter for each byte and one for the end, A for a word of five bits, Z for one of thirty. */
  private static final String LENGTHS =
      "ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHF"
          + "IBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJBKABABABBBACCBBBABCBAABCCCCCKGJIX"
          + "PRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRS"
          + "VVPORSRUVVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWV"
          + "Z";

  private static final byte[] LENGTH = new byte[SYMBOLS];
  private static final int[] WORD = new int[SYMBOLS];

  /**
   * For a place and four bits: the next place, and the symbol with {@link #EMITS} where one ended.
   */
  private static final int[] STEPS;

  /** Whether a string may end at a place: after at most seven bits, all of them ones. */
  private static final boolean[] MAY_END;

  private static final int EMITS = 1 << 31;
  private static final int FAILED = 0xffff;

  static {
    int word = 0;
    for (int length = SHORTEST; length <= LONGEST; length++) {
      for (int symbol = 0; symbol < SYMBOLS; symbol++) {
        if (LENGTHS.charAt(symbol) - 'A' + SHORTEST == length) {
          LENGTH[symbol] = (byte) length;
          WORD[symbol] = word++;
        }
      }
      word <<= 1;
    }
    int[][] tree = grow();
    MAY_END = new boolean[tree.length];
    int place = 0;
    for (int ones = 0; ones <= 7; ones++) {
      MAY_END[place] = true;
      place = tree[place][1];
    }
    STEPS = new int[tree.length << 4];
    for (int from = 0; from < tree.length; from++) {
      for (int bits = 0; bits < 16; bits++) {
        STEPS[(from << 4) | bits] = walk(tree, from, bits);
      }
    }
  }

  private Huffman() {}

  /** Inner places have children; a negative child is the complement of a symbol. */
  private static int[][] grow() {
    int[][] tree = new int[SYMBOLS - 1][2];
    int places = 1;
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      int at = 0;
      for (int bit = LENGTH[symbol] - 1; bit > 0; bit--) {
        int side = (WORD[symbol] >>> bit) & 1;
        if (tree[at][side] == 0) {
          tree[at][side] = places++;
        }
        at = tree[at][side];
      }
      tree[at][WORD[symbol] & 1] = ~symbol;
    }
    return tree;
  }

  private static int walk(int[][] tree, int from, int bits) {
    int at = from;
    int emitted = 0;
    for (int bit = 3; bit >= 0; bit--) {
      int child = tree[at][(bits >>> bit) & 1];
      if (child == ~END_OF_STRING) {
        return FAILED; // RFC 7541 5.2: the end must not stand in a string
      }
      if (child < 0) {
        emitted = EMITS | (~child << 16);
        child = 0;
      }
      at = child;
    }
    return emitted | at;
  }

  /** Bytes that {@link #decode} may need at the most. */
  static int most(int coded) {
    return (int) Math.min(Integer.MAX_VALUE, coded * 8L / SHORTEST + 1);
  }

  /** Returns where the text ends, or INVALID. */
  static int decode(byte[] coded, int from, int to, byte[] text, int at) {
    int place = 0;
    int end = at;
    for (int i = from; i < to; i++) {
      int step = STEPS[(place << 4) | ((coded[i] >>> 4) & 15)];
      if (step < 0) {
        text[end++] = (byte) (step >>> 16);
      }
      place = step & 0xffff;
      if (place == FAILED) {
        return INVALID;
      }
      step = STEPS[(place << 4) | (coded[i] & 15)];
      if (step < 0) {
        text[end++] = (byte) (step >>> 16);
      }
      place = step & 0xffff;
      if (place == FAILED) {
        return INVALID;
      }
    }
    return MAY_END[place] ? end : INVALID;
  }

  /** How many bytes a text would be in code. */
  static int codedLength(byte[] text, int from, int to) {
    long bits = 7;
    for (int i = from; i < to; i++) {
      bits += LENGTH[text[i] & 0xff];
    }
    return (int) (bits >>> 3);
  }

  /** Returns where the code ends. */
  static int encode(byte[] text, int from, int to, byte[] coded, int at) {
    long bits = 0;
    int count = 0;
    int end = at;
    for (int i = from; i < to; i++) {
      int symbol = text[i] & 0xff;
      bits = (bits << LENGTH[symbol]) | WORD[symbol];
      count += LENGTH[symbol];
      while (count >= 8) {
        count -= 8;
        coded[end++] = (byte) (bits >>> count);
      }
    }
    if (count > 0) {
      coded[end++] = (byte) ((bits << (8 - count)) | (0xff >>> count));
    }
    return end;
  }
}
