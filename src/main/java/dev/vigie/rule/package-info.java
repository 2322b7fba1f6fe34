/**
 * Sigma files in, rules out: selections, correlations, filters. What is not understood is refused with file, line and
 * reason.
 *
 * <pre>
 *   RuleFile -> YamlDocuments -> RuleReader -> MetaReader
 *                                           -> DetectionReader   -> FieldItemReader, ConditionParser -> Selection
 *                                           -> CorrelationReader
 *                                           -> RuleLinker -> RuleSet
 * </pre>
 */
@NullMarked
package dev.vigie.rule;

import org.jspecify.annotations.NullMarked;
