package dev.patchbay.simulator.backendless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.patchbay.simulator.http.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerScheduleTest {
    /** A Friday. */
    private static final String START = "2025-10-10T06:00:00Z";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            once, before the start             | 2025-10-01T00:00:00Z | 2025-10-10T06:00:00Z | {'schedule':'once'}
            custom, before the start           | 2025-10-01T00:00:00Z | 2025-10-10T06:00:00Z | {'schedule':'custom','repeat':{'every':90}}
            custom, at a run: the next         | 2025-10-10T06:00:00Z | 2025-10-10T06:01:30Z | {'schedule':'custom','repeat':{'every':90}}
            custom, long after                 | 2025-10-11T06:00:01Z | 2025-10-11T06:01:30Z | {'schedule':'custom','repeat':{'every':90}}
            every third day                    | 2025-10-11T00:00:00Z | 2025-10-13T06:00:00Z | {'schedule':'daily','repeat':{'every':3}}
            weekly on Mondays                  | 2025-10-01T00:00:00Z | 2025-10-13T06:00:00Z | {'schedule':'weekly','repeat':{'every':1,'on':[2]}}
            every second week, Sunday begins it| 2025-10-12T00:00:00Z | 2025-10-19T06:00:00Z | {'schedule':'weekly','repeat':{'every':2,'on':[1]}}
            monthly on the 31st                | 2025-11-01T00:00:00Z | 2025-12-31T06:00:00Z | {'schedule':'monthly','repeat':{'every':[11,12],'on':{'days':[31],'weekdays':null}}}
            monthly on the last day            | 2025-11-01T00:00:00Z | 2025-11-30T06:00:00Z | {'schedule':'monthly','repeat':{'every':[11,12],'on':{'days':['last'],'weekdays':null}}}
            the 29th of February               | 2025-10-10T00:00:00Z | 2028-02-29T06:00:00Z | {'schedule':'monthly','repeat':{'every':[2],'on':{'days':[29]}}}
            the last Monday of April           | 2025-10-10T00:00:00Z | 2026-04-27T06:00:00Z | {'schedule':'monthly','repeat':{'every':[4],'on':{'days':null,'weekdays':{'on':['last'],'weekdays':[2]}}}}
            the second Friday of October       | 2025-10-10T06:00:00Z | 2026-10-09T06:00:00Z | {'schedule':'monthly','repeat':{'every':[10],'on':{'weekdays':{'on':[2],'weekdays':[6]}}}}
            """)
    void theNextRunIs(String what, String now, String next, String frequency) {
        assertThat(schedule(frequency).next(millis(now))).as(what).contains(millis(next));
    }

    @Test
    void whatRunsOnceRunsNoMore() {
        assertThat(schedule("{'schedule':'once'}").next(millis(START))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'schedule':'hourly'}",
                "{'schedule':'once','repeat':{'every':1}}",
                "{'schedule':'custom'}",
                "{'schedule':'custom','repeat':{'every':0}}",
                "{'schedule':'custom','repeat':{'every':86401}}",
                "{'schedule':'daily','repeat':{'every':1.5}}",
                "{'schedule':'weekly','repeat':{'every':1}}",
                "{'schedule':'weekly','repeat':{'every':1,'on':[8]}}",
                "{'schedule':'monthly','repeat':{'every':1,'on':{'days':[1]}}}",
                "{'schedule':'monthly','repeat':{'every':[1],'on':{'days':[32]}}}",
                "{'schedule':'monthly','repeat':{'every':[1],'on':{'weekdays':{'on':[5],'weekdays':[1]}}}}"
            })
    void aFrequencyThatCannotBeIsRefused(String frequency) {
        assertThatThrownBy(() -> schedule(frequency)).isInstanceOf(Refusal.class);
    }

    private static TimerSchedule schedule(String frequency) {
        return TimerSchedule.of(millis(START), json(frequency));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
