package dev.trikk.demo.ace;

/**
 * In what boxes differ, as far as it is known.
 *
 * @param isXmlShown whether the user's profile makes show commands print elements into a reply in XML, instead of text
 * @param isSoup whether the reply is XML only to a friendly eye
 * @param standby how it spells the state of a member in standby: sources disagree
 * @param hidesStandby whether a member in standby whose probe fails shows only the latter
 * @param isStandbyUnit whether it is the box of a pair that takes no configuration
 * @param oldAlgorithms whether its SSH speaks only what has been given up since
 */
public record StandInStyle(
        boolean isXmlShown,
        boolean isSoup,
        String standby,
        boolean hidesStandby,
        boolean isStandbyUnit,
        boolean oldAlgorithms) {

    /** Text in the reply, one word for standby. */
    public static StandInStyle plain() {
        return new StandInStyle(false, false, "STANDBY", false, false, false);
    }

    /** Elements in the reply, some of them not ended, and two words for standby. */
    public static StandInStyle soup() {
        return new StandInStyle(true, true, "INSERVICE STANDBY", false, false, false);
    }
}
