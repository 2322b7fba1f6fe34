package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigie.model.Group;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruthCsvTest {

    @Test
    void write_ofATruth_givesOneRowPerPersonWithMilliseconds() throws IOException {
        Truth truth = new Truth(List.of(new Truth.Taking(
                Plot.of(Incident.OFII),
                0,
                "",
                Group.account("op-07", "jdupont"),
                List.of(
                        new Truth.Exposure("7512000001", 1_765_785_600_000L),
                        new Truth.Exposure("0199123456", 1_765_785_612_345L)))));
        StringWriter out = new StringWriter();
        TruthCsv.write(truth, out);
        assertThat(out).hasToString("""
                        incident,account,subject,time
                        ofii,op-07/jdupont,7512000001,2025-12-15T08:00:00.000Z
                        ofii,op-07/jdupont,0199123456,2025-12-15T08:00:12.345Z
                        """);
    }

    @Test
    void write_ofASimulation_givesARowForEveryPersonTaken() throws IOException {
        Truth truth = new Simulation(Scenario.standard(7)).truth();
        StringWriter out = new StringWriter();
        TruthCsv.write(truth, out);
        assertThat(out.toString().lines())
                .hasSize(1
                        + truth.takings().stream()
                                .mapToInt(taking -> taking.exposures().size())
                                .sum());
    }
}
