/**
 * The processors that the routes name: one small class per stage, the only code that knows Camel's Exchange.
 *
 * <p>Read {@link dev.trikk.stage.StageBeans} first. May depend on Camel and all feature roots; never on an adapter.
 */
package dev.trikk.stage;
