package dev.vigie.yaml;

/** Takes what is wrong with a YAML text. Lines and columns count from 1; both are 0 where it is the text as a whole. */
public interface YamlProblems {

    /**
     * What stands here is no YAML.
     *
     * @param problem the parser's words, which may repeat what the text says
     */
    void notYaml(int line, int column, String problem);

    /** What stands here is YAML, and refused. */
    void refuse(int line, int column, String message);
}
