package dev.vigie.ingest;

/** JSON objects of which a mapping alone knows what they mean. */
final class MappedJson implements RecordParser {

    private final JsonTree tree = new JsonTree();
    private final MappedFields fields;

    MappedJson(Mapping mapping) {
        this.fields = new MappedFields(mapping);
    }

    @Override
    public void parse(byte[] bytes, int from, int to, Draft draft) throws Rejection {
        fields.read(new JsonRecord(tree.object(bytes, from, to)), draft);
    }
}
