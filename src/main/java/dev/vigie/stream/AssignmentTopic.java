package dev.vigie.stream;

import java.util.function.ToLongFunction;

/**
 * The compacted topic by which the controller alone says who is assigned to which operator.
 *
 * @param hash of keys, under a key of which nobody outside the process knows: assignments are kept by it alone
 */
public record AssignmentTopic(String name, ToLongFunction<String> hash) {}
