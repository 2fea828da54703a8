/**
 * What is done on a server, as POSIX shell text: one small class per action, every one safe to repeat.
 * Read {@link dev.trikk.script.Frame} first, then {@link dev.trikk.script.SwitchScript}.
 * May depend on the roots of {@code inventory}, {@code release}, {@code plan} and {@code remote}, and on {@code java.*}.
 */
package dev.trikk.script;
