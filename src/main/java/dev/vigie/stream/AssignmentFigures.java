package dev.vigie.stream;

/**
 * What is known of assignments, and what came of the topic's records and of questions since the process started.
 *
 * @param loaded whether the topic has been read to where it ended when reading began; before that nothing is answered
 * @param entries assignments that are kept now
 * @param operators that have any
 * @param taken records that said or changed an assignment
 * @param removed records that took one back
 * @param rejected records that are none of an assignment
 * @param leftOut records that found no room: who is not found is then not known to be unassigned
 * @param assigned events all of whose subjects were assigned
 * @param notAssigned events with a subject that was not
 * @param unknown events of which that could not be told
 */
public record AssignmentFigures(
        boolean loaded,
        int entries,
        int operators,
        long taken,
        long removed,
        long rejected,
        long leftOut,
        long assigned,
        long notAssigned,
        long unknown) {}
