/**
 * Two rule sets over the same logs: which alerts come, go or change, what that costs a week, and what it does for the
 * people of incidents that are known ({@link dev.vigie.backtest.Backtest}); limits that keep to a number of alerts a
 * day ({@link dev.vigie.backtest.Tuning}); expectations for a rules repository's CI
 * ({@link dev.vigie.backtest.Expectations}).
 */
@NullMarked
package dev.vigie.backtest;

import org.jspecify.annotations.NullMarked;
