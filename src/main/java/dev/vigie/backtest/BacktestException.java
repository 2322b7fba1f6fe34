package dev.vigie.backtest;

/** Says that a backtest cannot be done as it was asked for. The message says what would be right. */
public final class BacktestException extends Exception {

    private static final long serialVersionUID = 1;

    BacktestException(String message) {
        super(message);
    }
}
