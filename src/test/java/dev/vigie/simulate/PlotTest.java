package dev.vigie.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlotTest {

    @Test
    void all_ofTheIncidents_haveIdsOfTheirOwn() {
        assertThat(Plot.all())
                .extracting(Plot::id)
                .doesNotHaveDuplicates()
                .contains(
                        "ofii",
                        "ofii-one-export",
                        "france-visas",
                        "france-visas-over-accounts",
                        "interior",
                        "low-and-slow");
        assertThat(Incident.OFII.variants()).containsExactly(Variant.values());
    }

    @Test
    void constructor_ofAVariantThatMakesNoSense_refuses() {
        assertThatThrownBy(() -> new Plot(Incident.LOW_AND_SLOW, Variant.ONE_EXPORT))
                .hasMessageContaining("no low-and-slow one-export");
    }
}
