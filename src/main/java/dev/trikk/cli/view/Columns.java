package dev.trikk.cli.view;

/** How wide a text is on a terminal: most letters take one column, East Asian ones and emoji two, combining marks none. */
final class Columns {
    private Columns() {}

    static int of(String text) {
        return text.codePoints().map(Columns::of).sum();
    }

    /** The beginning of a text that fits. */
    static String atMost(String text, int columns) {
        int end = 0;
        int left = columns;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            left -= of(point);
            if (left < 0) {
                break;
            }
            end += Character.charCount(point);
        }
        return text.substring(0, end);
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
            return 0;
        }
        return isWide(point) ? 2 : 1;
    }

    private static boolean isWide(int point) {
        return within(point, 0x1100, 0x115F)
                || within(point, 0x2E80, 0xA4CF)
                || within(point, 0xAC00, 0xD7A3)
                || within(point, 0xF900, 0xFAFF)
                || within(point, 0xFE30, 0xFE6F)
                || within(point, 0xFF00, 0xFF60)
                || within(point, 0xFFE0, 0xFFE6)
                || within(point, 0x1F300, 0x1F64F)
                || within(point, 0x1F680, 0x1F6FF)
                || within(point, 0x1F900, 0x1F9FF)
                || within(point, 0x20000, 0x3FFFD);
    }

    private static boolean within(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
