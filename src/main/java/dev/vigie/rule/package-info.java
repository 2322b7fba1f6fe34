/**
 * Sigma files in, rules out: selections, correlations, filters. What is not understood is refused with file, line and
 * reason.
 *
 * <pre>
 *   RuleFile -> VocabularyReader (names of fields, lists of placeholders)
 *            -> YamlDocuments -> RuleReader -> MetaReader, Logsource
 *                                           -> DetectionReader   -> FieldItemReader, ConditionParser -> Selection
 *                                           -> FilterReader      -> DetectionReader
 *                                           -> CorrelationReader -> CorrelationCondition
 *                                           -> RuleLinker -> CorrelationLinker -> RuleOrder, CorrelationFields
 *                                                         -> FilterLinker -> RuleSet
 * </pre>
 */
@NullMarked
package dev.vigie.rule;

import org.jspecify.annotations.NullMarked;
